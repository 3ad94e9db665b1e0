using Microsoft.ML.SearchSpace;

namespace MlpTrainer;

/// <summary>What AutoML tries: a few options that matter most, each with the range it is looked for in. What is not here keeps its default.</summary>
/// <remarks>
/// Properties, and not fields as options elsewhere are: AutoML hands its values over by System.Text.Json, which passes fields by. The value
/// that each property starts with is also the one that AutoML tries first. To narrow a search, change the search space:
/// <c>var space = new SearchSpace&lt;MlpBinarySearchOptions&gt;(new()); space["Dropout"] = new UniformSingleOption(0f, 0.2f);</c>
/// </remarks>
public abstract class MlpSearchOptions
{
    private protected MlpSearchOptions()
    {
    }

    /// <summary>Hidden layers, 0 to 3. Each is half as wide as the one before it.</summary>
    [Range(0, 3, init: 1)]
    public int NumberOfHiddenLayers { get; set; } = 1;

    /// <summary>Units of the first hidden layer, 8 to 512, looked for by factors.</summary>
    [Range(8, 512, init: 512, logBase: true)]
    public int FirstLayerWidth { get; set; } = 512;

    // The tuner takes a candidate for an interval and starts at its lower end: from the first candidate only a large step leads away.

    /// <summary>The name of the hidden layers' activation: relu, gelu, silu or tanh are tried.</summary>
    [Choice(new object[] { "tanh", "gelu", "relu", "silu" }, "relu")]
    public string Activation { get; set; } = "relu";

    /// <summary>η, 0.0001 to 0.03, looked for by factors.</summary>
    [Range(1e-4f, 3e-2f, init: 1e-3f, logBase: true)]
    public float LearningRate { get; set; } = 1e-3f;

    /// <summary>λ in (λ/2)·ΣW², 1e-8 to 0.01, looked for by factors.</summary>
    [Range(1e-8f, 1e-2f, init: 1e-6f, logBase: true)]
    public float L2Regularization { get; set; } = 1e-6f;

    /// <summary>λ of the optimizer's decoupled decay, 0.001 to 1, looked for by factors.</summary>
    [Range(1e-3f, 1f, init: 0.1f, logBase: true)]
    public float WeightDecay { get; set; } = 0.1f;

    /// <summary>The share of hidden activations set to 0 in a training step, 0 to 0.5.</summary>
    [Range(0f, 0.5f, init: 0f)]
    public float Dropout { get; set; }

    /// <summary>Rows per step: 32, 64, 128 or 256.</summary>
    [Choice(new object[] { 32, 64, 128, 256 }, 64)]
    public int BatchSize { get; set; } = 64;

    /// <summary>The label column. Not tried but given.</summary>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>The features column. Not tried but given.</summary>
    public string FeatureColumnName { get; set; } = "Features";

    /// <summary>The column of example weights; null: every row weighs 1. Not tried but given.</summary>
    public string? ExampleWeightColumnName { get; set; }

    /// <summary>Most passes over the training rows. Not tried but given; early stopping ends most trials before.</summary>
    public int MaximumNumberOfEpochs { get; set; } = MlpOptions.Usual.MaximumNumberOfEpochs;

    /// <summary>How many epochs without a gain a trial bears; null for the trainer's own. Not tried but given.</summary>
    public int? Patience { get; set; }

    /// <summary>Seed of weights, shuffles and dropout; null: from the trial's MLContext. Not tried but given.</summary>
    public int? Seed { get; set; }

    private protected TOptions Fill<TOptions>(TOptions options)
        where TOptions : MlpOptions
    {
        options.HiddenLayers = [.. Enumerable.Range(0, NumberOfHiddenLayers).Select(layer => Math.Max(1, FirstLayerWidth >> layer))];
        options.Activation = Engine.Activation.ByName(Activation);
        options.LearningRate = LearningRate;
        options.L2Regularization = L2Regularization;
        options.WeightDecay = WeightDecay;
        options.Dropout = Dropout;
        options.BatchSize = BatchSize;
        options.LabelColumnName = LabelColumnName;
        options.FeatureColumnName = FeatureColumnName;
        options.ExampleWeightColumnName = ExampleWeightColumnName;
        options.MaximumNumberOfEpochs = MaximumNumberOfEpochs;
        options.Patience = Patience;
        options.Seed = Seed;
        return options;
    }
}
