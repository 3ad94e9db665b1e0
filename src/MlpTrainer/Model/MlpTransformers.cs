using MlpTrainer;
using MlpTrainer.Inspection;
using MlpTrainer.Scoring;

namespace Microsoft.ML;

/// <summary>The way from a transformer to the network in it, the same for every task: <c>model.Mlp().Training</c>.</summary>
public static class MlpTransformers
{
    /// <summary>The multilayer perceptron in a transformer, as <c>Trainers.Mlp(…)</c> trained it.</summary>
    /// <remarks>
    /// The transformer may be what the trainer gave, with a calibrator around the network or not, or a pipeline that has it at any place and depth; trained here
    /// or loaded from a file; of a fold of a cross-validation, or of an AutoML experiment. Of several networks it is the last one's. Where ML.NET
    /// puts several behind one transformer (one-versus-all), they are reached by its own <c>SubModelParameters</c>.
    /// </remarks>
    /// <param name="transformer">A transformer, of any type.</param>
    /// <exception cref="ArgumentException">There is no multilayer perceptron in it.</exception>
    public static IMlpModel Mlp(this ITransformer transformer)
    {
        return FoundModel.Of(transformer).Model;
    }

    /// <summary>Lets <c>Transform</c> score rows in blocks, which takes a fraction of the time where layers are wide; the scores have the same bits.</summary>
    /// <remarks>
    /// What a trainer gives does so already. ML.NET makes transformers of its own where it loads a model and where it changes a threshold: they score row by row
    /// until this is called, as in <c>mlContext.Model.Load(path, out _).ScoreInBlocks()</c>. A cursor then reads ahead of the row it stands at, once its score is asked for: at
    /// most 63 rows, on top of what ML.NET's own parallel cursors read ahead. Prediction engines map single rows, with it or without.
    /// </remarks>
    /// <param name="transformer">A transformer or a pipeline; what is not ours in it stays as it is.</param>
    /// <typeparam name="TTransformer">Its type.</typeparam>
    /// <returns>The same transformer.</returns>
    public static TTransformer ScoreInBlocks<TTransformer>(this TTransformer transformer)
        where TTransformer : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(transformer);
        BlockScoring.Use(transformer);
        return transformer;
    }
}
