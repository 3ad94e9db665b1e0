using System.Globalization;

namespace MlpTrainer.Fitting;

/// <summary>The options as trained, in words: what a model card shows.</summary>
internal static class OptionText
{
    /// <summary>Name and value of every option that shapes the model and is given. The number of threads is not one: results are the same for any.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(MlpOptions options, Engine.TrainingOptions used)
    {
        var text = new List<KeyValuePair<string, string>>();
        Add(nameof(options.HiddenLayers), $"[{string.Join(", ", options.HiddenLayers)}]");
        Add(nameof(options.Activation), options.LayerActivations is { } each ? $"[{string.Join(", ", each)}]" : options.Activation);
        Add(nameof(options.UseBiases), options.UseBiases);
        Add(nameof(options.Cost), used.Cost);
        Add(nameof(options.Optimizer), used.Optimizer);
        Add(nameof(options.LearningRate), options.LearningRate ?? used.Optimizer.LearningRate);
        Add(nameof(options.Schedule), used.Schedule);
        Add(nameof(options.Initializer), options.Initializer);
        Add(nameof(options.L2Regularization), options.L2Regularization);
        Add(nameof(options.L1Regularization), options.L1Regularization);
        Add(nameof(options.BatchSize), options.BatchSize);
        Add(nameof(options.MaximumNumberOfEpochs), options.MaximumNumberOfEpochs);
        Add(nameof(options.TimeBudget), options.TimeBudget);
        Add(nameof(options.CostTolerance), options.CostTolerance);
        Add(nameof(options.EarlyStopping), options.EarlyStopping is { } stopping ? stopping.Patience : null);
        Add(nameof(options.ValidationFraction), options.ValidationFraction);
        Add(nameof(options.GroupColumnName), options.GroupColumnName);
        Add(nameof(options.Divergence), options.Divergence);
        Add(nameof(options.Dropout), options.Dropout);
        Add(nameof(options.InputDropout), options.InputDropout);
        Add(nameof(options.MaxNorm), options.MaxNorm);
        Add(nameof(options.GradientClipNorm), options.GradientClipNorm);
        Add(nameof(options.WeightAveraging), options.WeightAveraging);
        Add("ClassWeights", used.ClassWeights is null ? null : used.ClassWeights == Engine.ClassWeights.Balanced ? "balanced" : "given");
        Add("StandardizeTargets", used.StandardizeTargets == true ? true : null);
        Add(nameof(options.Standardize), options.Standardize);
        Add(nameof(options.Saturate), options.Saturate);
        Add(nameof(options.ImputeMissing), options.ImputeMissing);
        Add(nameof(options.Seed), used.Seed);
        return text;

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                text.Add(new(name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
            }
        }
    }
}
