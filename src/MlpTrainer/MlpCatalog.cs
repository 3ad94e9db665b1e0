using Microsoft.ML.Data;
using MlpTrainer;

namespace Microsoft.ML;

/// <summary>The multilayer perceptron trainers, beside ML.NET's own: <c>mlContext.BinaryClassification.Trainers.Mlp(…)</c>.</summary>
public static class MlpCatalog
{
    /// <summary>Trains a multilayer perceptron that tells two classes apart.</summary>
    /// <param name="catalog">The binary classification trainers.</param>
    /// <param name="labelColumnName">A Boolean column.</param>
    /// <param name="featureColumnName">A float vector of known size.</param>
    /// <param name="exampleWeightColumnName">A float column; null: every row weighs 1.</param>
    /// <param name="hiddenLayers">Width of each hidden layer, of a single network; null for the default, an ensemble that the trainer chooses, see <see cref="MlpOptions.HiddenLayers"/>.</param>
    /// <param name="maximumNumberOfEpochs">Most passes over the rows; null for the default.</param>
    /// <param name="learningRate">η; null for the optimizer's own.</param>
    /// <param name="l2Regularization">λ in (λ/2)·ΣW², at least 0; the default is no penalty.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static MlpBinaryTrainer Mlp(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        int[]? hiddenLayers = null,
        int? maximumNumberOfEpochs = null,
        float? learningRate = null,
        double l2Regularization = 0)
    {
        var options = new MlpBinaryTrainer.Options();
        options.Choose(labelColumnName, featureColumnName, exampleWeightColumnName);
        options.Choose(hiddenLayers, maximumNumberOfEpochs, learningRate, l2Regularization);
        return catalog.Mlp(options);
    }

    /// <summary>Trains a multilayer perceptron that tells two classes apart.</summary>
    /// <param name="catalog">The binary classification trainers.</param>
    /// <param name="options">Everything there is to choose.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static MlpBinaryTrainer Mlp(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, MlpBinaryTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new MlpBinaryTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }

    /// <summary>Trains a multilayer perceptron that tells several classes apart.</summary>
    /// <param name="catalog">The multiclass classification trainers.</param>
    /// <param name="labelColumnName">A key column, as <c>MapValueToKey</c> makes it.</param>
    /// <param name="featureColumnName">A float vector of known size.</param>
    /// <param name="exampleWeightColumnName">A float column; null: every row weighs 1.</param>
    /// <param name="hiddenLayers">Width of each hidden layer, of a single network; null for the default, an ensemble that the trainer chooses, see <see cref="MlpOptions.HiddenLayers"/>.</param>
    /// <param name="maximumNumberOfEpochs">Most passes over the rows; null for the default.</param>
    /// <param name="learningRate">η; null for the optimizer's own.</param>
    /// <param name="l2Regularization">λ in (λ/2)·ΣW², at least 0; the default is no penalty.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static MlpMulticlassTrainer Mlp(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        int[]? hiddenLayers = null,
        int? maximumNumberOfEpochs = null,
        float? learningRate = null,
        double l2Regularization = 0)
    {
        var options = new MlpMulticlassTrainer.Options();
        options.Choose(labelColumnName, featureColumnName, exampleWeightColumnName);
        options.Choose(hiddenLayers, maximumNumberOfEpochs, learningRate, l2Regularization);
        return catalog.Mlp(options);
    }

    /// <summary>Trains a multilayer perceptron that tells several classes apart.</summary>
    /// <param name="catalog">The multiclass classification trainers.</param>
    /// <param name="options">Everything there is to choose.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static MlpMulticlassTrainer Mlp(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, MlpMulticlassTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new MlpMulticlassTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }

    /// <summary>Trains a multilayer perceptron that predicts a number, or several at once.</summary>
    /// <param name="catalog">The regression trainers.</param>
    /// <param name="labelColumnName">A float column, or a float vector of known size.</param>
    /// <param name="featureColumnName">A float vector of known size.</param>
    /// <param name="exampleWeightColumnName">A float column; null: every row weighs 1.</param>
    /// <param name="hiddenLayers">Width of each hidden layer, of a single network; null for the default, an ensemble that the trainer chooses, see <see cref="MlpOptions.HiddenLayers"/>.</param>
    /// <param name="maximumNumberOfEpochs">Most passes over the rows; null for the default.</param>
    /// <param name="learningRate">η; null for the optimizer's own.</param>
    /// <param name="l2Regularization">λ in (λ/2)·ΣW², at least 0; the default is no penalty.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static MlpRegressionTrainer Mlp(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        int[]? hiddenLayers = null,
        int? maximumNumberOfEpochs = null,
        float? learningRate = null,
        double l2Regularization = 0)
    {
        var options = new MlpRegressionTrainer.Options();
        options.Choose(labelColumnName, featureColumnName, exampleWeightColumnName);
        options.Choose(hiddenLayers, maximumNumberOfEpochs, learningRate, l2Regularization);
        return catalog.Mlp(options);
    }

    /// <summary>Trains a multilayer perceptron that predicts a number, or several at once.</summary>
    /// <param name="catalog">The regression trainers.</param>
    /// <param name="options">Everything there is to choose.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static MlpRegressionTrainer Mlp(
        this RegressionCatalog.RegressionTrainers catalog, MlpRegressionTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new MlpRegressionTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }
}
