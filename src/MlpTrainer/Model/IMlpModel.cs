using Microsoft.ML;
using MlpTrainer.Engine;

namespace MlpTrainer;

/// <summary>A trained multilayer perceptron of any task: what <see cref="MlpModelParameters{TOutput}"/> of every output have in common. Its text is the model card.</summary>
/// <remarks><see cref="MlpTransformers.Mlp"/> gives it for a transformer, so that code need not know the task.</remarks>
public interface IMlpModel
{
    /// <summary>Features per row.</summary>
    int NumberOfFeatures { get; }

    /// <summary>The layers, first hidden layer to output layer.</summary>
    IReadOnlyList<MlpLayer> Layers { get; }

    /// <summary>What happens to a feature before the first layer; null if nothing does.</summary>
    InputScaling? FeatureScaling { get; }

    /// <summary>History, why training stopped, the options it had.</summary>
    MlpTraining Training { get; }

    /// <summary>What training warned of, in its order; empty if nothing.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>The network itself, for use without ML.NET.</summary>
    TrainedNetwork Network { get; }

    /// <summary>The row that contributions are measured from, [p].</summary>
    ReadOnlyMemory<float> Baseline { get; }

    /// <inheritdoc cref="MlpModelParameters{TOutput}.FeatureContributions"/>
    float[] FeatureContributions(ReadOnlySpan<float> features, int output = 0);

    /// <inheritdoc cref="MlpModelParameters{TOutput}.GradientImportance"/>
    IReadOnlyList<double> GradientImportance(IDataView data, string featureColumnName = "Features");

    /// <inheritdoc cref="MlpModelParameters{TOutput}.SaveAsOnnx(Stream)"/>
    void SaveAsOnnx(Stream stream);

    /// <inheritdoc cref="MlpModelParameters{TOutput}.SaveAsOnnx(string)"/>
    void SaveAsOnnx(string path);
}
