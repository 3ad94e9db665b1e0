using System.Reflection;
using Microsoft.ML;
using MlpTrainer.Engine;
using MlpTrainer.Fitting;

namespace MlpTrainer.Tests.Fitting;

/// <summary>The table of options, walked: each option has its row, and each row does what rows do.</summary>
public class OptionTableTests
{
    private readonly MLContext _ml = new(seed: 1);

    /// <summary>What a model card leaves out: names of columns, a view, and what does not shape the model.</summary>
    private static readonly string[] s_notOnCards =
    [
        "LabelColumnName", "FeatureColumnName", "ExampleWeightColumnName", "ValidationData", "NumberOfThreads", "Progress", "CancellationToken", "ThrowOnCancel",
    ];

    public static TheoryData<string> Tasks => ["binary", "multiclass", "regression"];

    [Theory, MemberData(nameof(Tasks))]
    public void EveryPublicFieldHasOneRow(string task)
    {
        MlpOptions options = Options(task);
        Assert.Equal(Fields(options).Select(field => field.Name).Order(), OptionTable.Of(options).Select(row => row.Name).Order());
    }

    [Fact]
    public void EveryRowIsTheOnlyOneOfItsName() =>
        Assert.Equal(OptionTable.Rows.Count, OptionTable.Rows.Select(row => row.Name).Distinct().Count());

    [Theory, MemberData(nameof(Tasks))]
    public void DefaultsKeepTheirOwnRulesAndAreTheEngines(string task)
    {
        MlpOptions options = Options(task);
        TrainingOptions engine = new() { StandardizeTargets = false };
        foreach (OptionRow row in OptionTable.Of(options))
        {
            engine = row.Apply(engine, options);
        }

        engine.Check(options.Task.Outputs);
        TrainingOptions usual = new();
        foreach (PropertyInfo property in typeof(TrainingOptions).GetProperties().Where(property => property.Name is not ("Cost" or "StandardizeTargets")))
        {
            Assert.Equal(Comparable(property.GetValue(usual)), Comparable(property.GetValue(engine)));
        }

        Assert.Equal(task == "regression" ? null : false, engine.StandardizeTargets);
        Assert.Equal(options.Task.UsualCost, engine.Cost);
    }

    [Theory, MemberData(nameof(Tasks))]
    public void TheCardShowsEveryOptionThatIsGiven(string task)
    {
        MlpOptions options = Full(task);
        string[] expected = [.. Fields(options).Select(field => field.Name).Except(s_notOnCards).Except(["Activation"]).Order()];
        Assert.All(Fields(options), field => Assert.NotNull(field.GetValue(options)));
        MlpTraining training = Fit(options).Training;
        Assert.Equal(expected, training.Options.Select(option => option.Key).Order());
        Assert.Equal("[relu, tanh]", training.Options.Single(option => option.Key == "LayerActivations").Value);
    }

    [Theory, MemberData(nameof(Tasks))]
    public void AnActivationForAllLayersIsShownByItself(string task)
    {
        MlpOptions options = Full(task);
        options.LayerActivations = null;
        IEnumerable<string> shown = Fit(options).Training.Options.Select(option => option.Key);
        Assert.Contains("Activation", shown);
        Assert.DoesNotContain("LayerActivations", shown);
    }

    /// <summary>A card says what counted, whether the option gave it, its part, or nobody.</summary>
    [Fact]
    public void OptionsOfPartsAreShownAsTheyCounted()
    {
        string[] Shown(Action<MlpBinaryTrainer.Options> choose)
        {
            var options = new MlpBinaryTrainer.Options { HiddenLayers = [4], MaximumNumberOfEpochs = 1 };
            choose(options);
            Dictionary<string, string> card = new(Fit(options).Training.Options);
            return [.. new[] { "WeightDecay", "LabelSmoothing", "EarlyStopping", "Patience" }.Select(name => card.GetValueOrDefault(name, "–"))];
        }

        Assert.Equal(["0.1", "0", "cost", "20"], Shown(_ => { }));
        Assert.Equal(["0.3", "0.2", "cost", "4"], Shown(o => (o.WeightDecay, o.LabelSmoothing, o.Patience) = (0.3f, 0.2, 4)));
        Assert.Equal(["0.4", "0.1", "AUC", "5"], Shown(o => (o.Optimizer, o.Cost, o.EarlyStopping) =
            (new AdamW { WeightDecay = 0.4f }, new CrossEntropyCost { LabelSmoothing = 0.1 }, new() { Patience = 5, Metric = Metric.Auc })));
        Assert.Equal(["–", "–", "–", "–"], Shown(o => (o.Optimizer, o.Cost, o.EarlyStopping) = (new Lbfgs(), new FocalCost(), null)));
    }

    /// <summary>Every field is changed, and every list's entries, between making the trainer and fitting.</summary>
    [Theory, MemberData(nameof(Tasks))]
    public void WhatIsChangedAfterwardsHasNoEffect(string task)
    {
        (float[] expected, MlpTraining training) = Fit(Full(task));
        MlpOptions options = Full(task);
        (int[] widths, Activation[] activations) = (options.HiddenLayers!, (Activation[])options.LayerActivations!);
        (float[] actual, MlpTraining again) = Fit(options, meanwhile: () =>
        {
            widths[0] = -1;
            activations[0] = Activation.Softmax;
            foreach (FieldInfo field in Fields(options))
            {
                field.SetValue(options, field.FieldType.IsValueType ? Activator.CreateInstance(field.FieldType) : null);
            }
        });
        Assert.Equal(expected, actual);
        Assert.Equal(training.Options, again.Options);
    }

    private static MlpOptions Options(string task) => task switch
    {
        "binary" => new MlpBinaryTrainer.Options(),
        "multiclass" => new MlpMulticlassTrainer.Options { LabelColumnName = "Class" },
        _ => new MlpRegressionTrainer.Options { LabelColumnName = "Number" },
    };

    /// <summary>Options of which none is null.</summary>
    private MlpOptions Full(string task)
    {
        MlpOptions options = Options(task);
        options.ExampleWeightColumnName = "Weight";
        (options.HiddenLayers, options.Activation, options.LayerActivations) = ([6, 5], Activation.Gelu, new[] { Activation.Relu, Activation.Tanh });
        (options.Effort, options.EnsembleSize, options.NumericalEmbedding) = (TrainingEffort.Best, 1, new PiecewiseLinearEmbedding());
        (options.Cost, options.Optimizer, options.LearningRate) = (options.Task.UsualCost, new AdamW(), 0.01f);
        (options.Schedule, options.Initializer) = (new CosineSchedule(), Initializer.LeCun);
        (options.L2Regularization, options.L1Regularization, options.BatchSize) = (1e-4, 1e-5, 20);
        (options.MaximumNumberOfEpochs, options.TimeBudget, options.CostTolerance) = (3, TimeSpan.FromHours(1), -1);
        (options.EarlyStopping, options.ValidationFraction) = (new EarlyStopping { MinimumImprovement = 0 }, 0);
        (options.WeightDecay, options.Patience) = (0.2f, 2);
        (options.ValidationData, options.GroupColumnName) = (Keyed(80), "Group");
        (options.Divergence, options.Dropout, options.InputDropout) = (DivergenceRule.RollBack, 0.1f, 0.05f);
        (options.InputGainRate, options.MaxNorm, options.GradientClipNorm, options.WeightAveraging) = (0f, 3f, 1f, 0.9f);
        (options.Seed, options.NumberOfThreads, options.Progress) = (4, 1, new Progress<EpochRecord>());
        if (options is MlpClassifierOptions classes)
        {
            (classes.ClassWeights, classes.LabelSmoothing) = (ClassWeights.Balanced, 0.1);
        }

        if (options is MlpRegressionTrainer.Options numbers)
        {
            numbers.StandardizeTargets = true;
        }

        return options;
    }

    /// <summary>The weights of a network, and how it was trained.</summary>
    private (float[] Weights, MlpTraining Training) Fit(MlpOptions options, Action? meanwhile = null)
    {
        IDataView rows = Keyed(120);
        switch (options)
        {
            case MlpBinaryTrainer.Options binary:
                var binaryTrainer = new MlpBinaryTrainer(_ml, binary);
                meanwhile?.Invoke();
                MlpBinaryModelParameters model = binaryTrainer.Fit(rows).Model.SubModel;
                return (model.Network.Parameters.ToArray(), model.Training);
            case MlpMulticlassTrainer.Options multiclass:
                var multiclassTrainer = new MlpMulticlassTrainer(_ml, multiclass);
                meanwhile?.Invoke();
                MlpMulticlassModelParameters classes = multiclassTrainer.Fit(rows).Model;
                return (classes.Network.Parameters.ToArray(), classes.Training);
            default:
                var regressionTrainer = new MlpRegressionTrainer(_ml, (MlpRegressionTrainer.Options)options);
                meanwhile?.Invoke();
                MlpRegressionModelParameters numbers = regressionTrainer.Fit(rows).Model;
                return (numbers.Network.Parameters.ToArray(), numbers.Training);
        }
    }

    private IDataView Keyed(int count)
    {
        IDataView rows = Example.View(_ml, count);
        return _ml.Transforms.Conversion.MapValueToKey("Class").Fit(rows).Transform(rows);
    }

    private static FieldInfo[] Fields(MlpOptions options) => options.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance);

    /// <summary>A value in words: objects of the same kind and members are alike, which their equality does not say.</summary>
    private static string Comparable(object? value) => value switch
    {
        null => "null",
        IReadOnlyList<int> widths => string.Join(" ", widths),
        EarlyStopping or Optimizer or Schedule => $"{value.GetType().Name} " + string.Join(", ", value.GetType().GetProperties()
            .Where(member => member.GetMethod!.IsPublic && !member.GetMethod.IsStatic).Select(member => $"{member.Name} {member.GetValue(value)}")),
        _ => $"{value}",
    };
}
