namespace MlpTrainer.Engine;

/// <summary>What a network to start from brings along, whatever the options say of it: the scaling of features and targets.</summary>
internal static class WarmStart
{
    /// <summary>The options that differ from how the network was trained, and so have no effect; null where none does.</summary>
    /// <remarks>A scaling of sparse features that is 1 throughout tells nothing: it is what standardizing gives where every value is 0 or 1.</remarks>
    public static string? Remark(TrainedNetwork initial, TrainingOptions options, bool sparse)
    {
        InputScaling? inputs = initial.Inputs;
        bool saturates = inputs is not null && !inputs.Saturation.IsEmpty;
        bool scales = saturates || (inputs is not null && (inputs.IsCentred || inputs.Scale.Span.ContainsAnyExcept(1f)));
        bool standardizes = scales || (sparse && inputs is not null && options.Standardize);
        bool standardizesTargets = options.StandardizeTargets != false && options.Cost.TargetScaling != TargetScaling.None;
        List<string> differing = [];
        Compare(nameof(options.Standardize), options.Standardize, standardizes);
        if (options.Saturates || !options.Saturate)                         // else the option says nothing
        {
            Compare(nameof(options.Saturate), options.Saturates, saturates);
        }

        Compare(nameof(options.ImputeMissing), options.ImputeMissing, inputs is { ImputeMissing: true });
        Compare(nameof(options.StandardizeTargets), standardizesTargets, initial.Outputs is not null);
        return differing.Count == 0 ? null
            : $"The network to start from keeps the scaling it was trained with, so that these options have no effect: {string.Join(", ", differing)}.";

        void Compare(string name, bool option, bool network)
        {
            if (option != network)
            {
                differing.Add($"{name} is {option}, but was {network}");
            }
        }
    }
}
