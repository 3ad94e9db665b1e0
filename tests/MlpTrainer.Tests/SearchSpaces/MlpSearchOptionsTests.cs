using System.Reflection;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.SearchSpace;
using MlpTrainer.Engine;

namespace MlpTrainer.Tests.SearchSpaces;

public class MlpSearchOptionsTests
{
    public static TheoryData<Type> EveryTask =>
        new(typeof(MlpBinarySearchOptions), typeof(MlpMulticlassSearchOptions), typeof(MlpRegressionSearchOptions));

    [Fact]
    public void EveryPropertyReachesTheOptions()
    {
        var search = new MlpBinarySearchOptions
        {
            NumberOfHiddenLayers = 3,
            FirstLayerWidth = 40,
            Activation = "silu",
            LearningRate = 0.02f,
            L2Regularization = 0.003f,
            WeightDecay = 0.03f,
            Dropout = 0.25f,
            BatchSize = 128,
            LabelColumnName = "IsSpam",
            FeatureColumnName = "Words",
            ExampleWeightColumnName = "Weight",
            MaximumNumberOfEpochs = 7,
            Patience = 3,
            Seed = 5,
        };
        MlpBinaryTrainer.Options options = search.ToOptions();
        Assert.Equal([40, 20, 10], options.HiddenLayers!);
        Assert.Same(Activation.Silu, options.Activation);
        Assert.Equal(0.02f, options.LearningRate);
        Assert.Equal(0.003f, options.L2Regularization);
        Assert.Equal(0.03f, options.WeightDecay);
        Assert.Equal(0.25f, options.Dropout);
        Assert.Equal(128, options.BatchSize);
        Assert.Equal("IsSpam", options.LabelColumnName);
        Assert.Equal("Words", options.FeatureColumnName);
        Assert.Equal("Weight", options.ExampleWeightColumnName);
        Assert.Equal(7, options.MaximumNumberOfEpochs);
        Assert.Equal(3, options.Patience);
        Assert.Equal(5, options.Seed);
    }

    /// <summary>The first trial is the trainer as it comes, save that a search by factors can't start at λ = 0.</summary>
    [Fact]
    public void TheDefaultsAreTheTrainersOwn()
    {
        MlpRegressionTrainer.Options tried = new MlpRegressionSearchOptions().ToOptions(), plain = new();
        Assert.Equal([512], tried.HiddenLayers!);                           // the network of TrainingEffort.Quick
        Assert.Same(plain.Activation, tried.Activation);
        Assert.Equal(new AdamW().LearningRate, tried.LearningRate);
        Assert.Equal(new AdamW().WeightDecay, tried.WeightDecay);
        Assert.Equal(plain.Patience, tried.Patience);
        Assert.Equal(plain.Dropout, tried.Dropout);
        Assert.Equal(plain.MaximumNumberOfEpochs, tried.MaximumNumberOfEpochs);
        Assert.InRange(tried.L2Regularization, 0, 1e-6);
    }

    /// <summary>AutoML starts at the attribute's default, whatever the property says: so they must say the same.</summary>
    [Theory]
    [MemberData(nameof(EveryTask))]
    public void AttributesStartWherePropertiesDo(Type type)
    {
        object options = Activator.CreateInstance(type)!;
        int tried = 0;
        foreach (PropertyInfo property in type.GetProperties())
        {
            if (property.GetCustomAttribute<RangeAttribute>() is { } range)
            {
                Assert.Equal(range.Init, property.GetValue(options));
                tried++;
            }
            else if (property.GetCustomAttribute<ChoiceAttribute>() is { } choice)
            {
                Assert.Equal(choice.DefaultValue, property.GetValue(options));
                Assert.Contains(choice.DefaultValue, choice.Candidates);
                tried++;
            }
        }

        Assert.Equal(8, tried);
    }

    /// <summary>AutoML hands values over as JSON: what a field holds would be lost, silently.</summary>
    [Theory]
    [MemberData(nameof(EveryTask))]
    public void NothingIsLostOnTheWayThroughJson(Type type)
    {
        Assert.Empty(type.GetFields(BindingFlags.Public | BindingFlags.Instance));
        var options = (MlpSearchOptions)Activator.CreateInstance(type)!;
        (options.NumberOfHiddenLayers, options.FirstLayerWidth, options.Activation, options.LearningRate) = (1, 17, "tanh", 0.004f);
        var copy = (MlpSearchOptions)JsonSerializer.Deserialize(JsonSerializer.Serialize(options, type), type)!;
        Assert.All(type.GetProperties(), property => Assert.Equal(property.GetValue(options), property.GetValue(copy)));
    }

    [Fact]
    public void EveryNameThatIsTriedIsAnActivation()
    {
        object[] names = typeof(MlpSearchOptions).GetProperty(nameof(MlpSearchOptions.Activation))!.GetCustomAttribute<ChoiceAttribute>()!.Candidates;
        Assert.All(names, name => Assert.Equal(name, Activation.ByName((string)name).Name));
    }

    [Fact]
    public void AnUnknownActivationIsRefused() =>
        Assert.Throws<ArgumentException>(() => MlpMulticlassSearchOptions.CreateTrainer(new MLContext(), new() { Activation = "step" }));
}
