using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>What is trained where the options leave it open: an ensemble, of how many members of which kinds and widths, or a single network.</summary>
/// <param name="Options">The engine's options, with the hidden layers chosen.</param>
/// <param name="Ensemble">The ensemble; null for a single network.</param>
/// <param name="HoldsOut">Whether a single network is watched by rows held out, where the user does not say.</param>
internal sealed record EnsembleChoice(TrainingOptions Options, EnsembleOptions? Ensemble, bool HoldsOut = true)
{
    private const int ManyRows = 10_000, VeryManyRows = 200_000;

    /// <summary>From so many rows on, finer codes and wider layers gain.</summary>
    private const int RowsForWidth = 5000;

    /// <summary>The most weights of all members' first layers: 8 MB of them.</summary>
    private const long MostFirstWeights = 2_000_000;

    /// <summary>Rows times epochs of a member, at most: from 100,000 rows on there are fewer than 200 epochs, down to ten.</summary>
    private const long MostRowsTrained = 20_000_000;

    private const int FewestEpochs = 10;

    /// <summary>Where there is no room for so many units, hidden layers are left out: of wide sparse rows, such as texts, linear members alone learn more.</summary>
    private const int FewestUnits = 16;

    /// <summary>Of the networks' hidden units.</summary>
    private const float Dropout = 0.2f;

    /// <summary>A larger step than AdamW's usual one, which is made good by the mean of the last weights, and lowered where the cost falls no more.</summary>
    private const float Rate = 0.004f, Averaging = 0.99f;

    /// <summary>β₂ of the members' AdamW: RealMLP's, see docs/defaults.md.</summary>
    private const float ShorterMemory = 0.95f;

    /// <summary>The rate of the inputs' gains beside the weights'; of sparse rows, whose steps they would slow down, there are none.</summary>
    private const float Gains = 3f;

    /// <summary>Fewer epochs without a gain than a single network bears: averaged weights and a falling rate leave their validation costs less noise.</summary>
    private const int Patience = 15;

    private static readonly ReduceOnPlateauSchedule s_lowering = new() { Patience = 5, Decay = 0.3 };

    /// <summary>Chooses.</summary>
    /// <param name="chosen">The user's options.</param>
    /// <param name="options">The engine's.</param>
    /// <param name="rows">The rows to train on.</param>
    /// <param name="obstacle">Why rows cannot be held out, or null.</param>
    public static EnsembleChoice Of(MlpOptions chosen, TrainingOptions options, TrainingSet rows, string? obstacle)
    {
        bool isSingle = obstacle is not null || chosen.EnsembleSize is 1 || chosen.ContinueTraining || chosen is { ValidationFraction: 0, ValidationData: null };
        bool isFree = chosen.HiddenLayers is null && chosen.LayerActivations is null && !options.Optimizer.IsFullBatch;
        if (isSingle || (chosen.EnsembleSize is null && (!isFree || chosen.Effort == TrainingEffort.Quick)))
        {
            return new EnsembleChoice(options, null);
        }

        int size = chosen.EnsembleSize ?? SizeFor(chosen.Effort, rows.RowCount);
        if (!isFree)
        {
            return new EnsembleChoice(options, new EnsembleOptions { Size = size, Kinds = [MemberKind.Network] });
        }

        long room = MostFirstWeights / ((long)rows.FeatureCount * size);
        bool canMix = options.Activation == Activation.Relu && options.UseBiases, hasRoom = room >= FewestUnits || !canMix;
        if (canMix && !hasRoom && WideRows.Options(chosen, options, rows) is { } wide)
        {
            return new EnsembleChoice(wide, null, HoldsOut: false);
        }

        int scale = rows.RowCount < RowsForWidth ? 1 : 2, units = (int)Math.Clamp(room, FewestUnits, 128 * scale);
        return new EnsembleChoice(
            options with
            {
                HiddenLayers = [units, units],
                Dropout = options.Dropout > 0 ? options.Dropout : Dropout,
                Optimizer = chosen.Optimizer ?? new AdamW { Beta2 = ShorterMemory, LearningRate = Rate },
                Schedule = chosen.Schedule ?? s_lowering,
                WeightAveraging = options.WeightAveraging ?? Averaging,
                Patience = options.Patience ?? (options.EarlyStopping is { GivenPatience: null } ? Patience : null),
                InputGainRate = chosen.InputGainRate ?? (rows.IsSparse || options.MaxNorm is not null ? 0f : Gains),
                MaximumNumberOfEpochs = (int)Math.Min(options.MaximumNumberOfEpochs, Math.Max(FewestEpochs, MostRowsTrained / rows.RowCount)),
            },
            new EnsembleOptions
            {
                Size = size,
                Kinds = !canMix ? [MemberKind.Network] : hasRoom ? [.. Enum.GetValues<MemberKind>()] : [MemberKind.Additive],
                CodedUnits = 64 * scale,
                CodedDropout = options.Dropout,
                MostCodes = rows.RowCount < RowsForWidth ? 8 : 16,
            });
    }

    private static int SizeFor(TrainingEffort effort, int rows) => (effort, rows) switch
    {
        (TrainingEffort.Best, < ManyRows) => 10,
        (TrainingEffort.Best, < VeryManyRows) => 5,
        (TrainingEffort.Best, _) => 3,
        (_, < ManyRows) => 5,
        (_, < VeryManyRows) => 3,
        _ => 1,
    };
}
