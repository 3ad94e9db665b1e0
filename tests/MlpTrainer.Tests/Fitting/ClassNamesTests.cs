using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MlpTrainer.Tests.Ecosystem;

namespace MlpTrainer.Tests.Fitting;

/// <summary>Validation rows whose keys mean other classes than the training rows' are refused; a cost measured on them would say nothing.</summary>
public class ClassNamesTests
{
    private const string Remedy = ". Fit MapValueToKey on the training rows, and let it map both.";

    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void AnotherOrderIsRefused() => Refused(["ant", "bee", "cat"], ["cat", "bee", "ant"],
        "The classes of column 'Class' must be those of the training rows in the same order, 'ant', 'bee', 'cat', but were 'cat', 'bee', 'ant'" + Remedy);

    [Fact]
    public void OtherClassesAreRefused() => Refused(["ant", "bee"], ["ant", "dog"],
        "The classes of column 'Class' must be those of the training rows in the same order, 'ant', 'bee', but were 'ant', 'dog'" + Remedy);

    [Theory]
    [InlineData(new[] { "ant", "bee" }, "'ant', 'bee'")]
    [InlineData(new[] { "ant", "bee", "cat", "dog" }, "'ant', 'bee', 'cat', 'dog'")]
    public void FewerOrMoreClassesAreRefused(string[] given, string shown) => Refused(["ant", "bee", "cat"], given,
        $"The classes of column 'Class' must be those of the training rows in the same order, 'ant', 'bee', 'cat', but were {shown}" + Remedy);

    [Fact]
    public void OfManyClassesTheFirstThatDiffersIsNamed() => Refused(["a", "b", "c", "d", "e", "f", "g", "h"], ["a", "b", "c", "d", "e", "f", "h", "g"],
        "The classes of column 'Class' must be those of the training rows in the same order, 'a', 'b', 'c', 'd', 'e' and 3 more, but were 'a', 'b', 'c', 'd', 'e' and 3 more "
        + "(the first to differ is key 7, 'g' and 'h')" + Remedy);

    [Fact]
    public void NumbersAsClassesAreComparedToo()
    {
        IDataView rows = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(i => new Counted { Class = (i % 3) + 0.5f, Features = [i % 3, i] }));
        IDataView sorted = Keyed(rows, sorted: true), back = Keyed(_mlContext.Data.LoadFromEnumerable(
            _mlContext.Data.CreateEnumerable<Counted>(rows, reuseRowObject: false).Reverse()), sorted: false);
        Assert.NotEmpty(Trainer().Fit(sorted, sorted).Model.Training.History);
        Assert.Contains("'0.5', '1.5', '2.5', but were '2.5', '1.5', '0.5'", Assert.Throws<InvalidOperationException>(() => Trainer().Fit(sorted, back)).Message, StringComparison.Ordinal);

        IDataView Keyed(IDataView data, bool sorted) => _mlContext.Transforms.Conversion.MapValueToKey("Class", keyOrdinality: sorted
            ? ValueToKeyMappingEstimator.KeyOrdinality.ByValue : ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence).Fit(data).Transform(data);
    }

    [Fact]
    public void KeysWithoutValuesAreComparedByTheirNumber()
    {
        IDataView three = View("ant", "bee", "cat"), bare = Bare<BareOfThree>(), wrong = Bare<BareOfTwo>();
        Assert.NotEmpty(Trainer().Fit(three, bare).Model.Training.History);
        Assert.NotEmpty(Trainer().Fit(bare, three).Model.Training.History);
        Assert.Contains("Column 'Class' must have 3 classes as in the training rows, but had 2.",
            Assert.Throws<InvalidOperationException>(() => Trainer().Fit(three, wrong)).Message, StringComparison.Ordinal);
        Assert.Contains("Column 'Class' must have 2 classes as in the training rows, but had 3.",
            Assert.Throws<InvalidOperationException>(() => Trainer().Fit(wrong, three)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneMappingOfBothIsRight()
    {
        IDataView rows = Rows("ant", "bee", "cat"), other = Rows("cat", "bee", "ant");
        ITransformer keys = _mlContext.Transforms.Conversion.MapValueToKey("Class").Fit(rows);
        Assert.NotEmpty(Trainer().Fit(keys.Transform(rows), keys.Transform(other)).Model.Training.History);
    }

    private void Refused(string[] training, string[] given, string message)
    {
        IDataView train = View(training), watch = View(given);
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => Trainer().Fit(train, watch)).Message);
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => Trainer(options => options.ValidationData = watch).Fit(train)).Message);
    }

    private MlpMulticlassTrainer Trainer(Action<MlpMulticlassTrainer.Options>? choose = null) => Small.Multiclass(_mlContext, options =>
    {
        options.MaximumNumberOfEpochs = 1;
        choose?.Invoke(options);
    });

    /// <summary>Rows whose keys are the classes in this order.</summary>
    private IDataView View(params string[] classes)
    {
        IDataView rows = Rows(classes);
        return _mlContext.Transforms.Conversion.MapValueToKey("Class").Fit(rows).Transform(rows);
    }

    private IDataView Rows(params string[] classes) => _mlContext.Data.LoadFromEnumerable(
        Enumerable.Range(0, 12 * classes.Length).Select(i => new Named { Class = classes[i % classes.Length], Features = [i % classes.Length, i] }));

    private IDataView Bare<T>()
        where T : BareKey, new() => _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 30).Select(i => new T { Class = (uint)(1 + (i % 2)), Features = [i % 2, i] }));

    private class Featured
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Named : Featured
    {
        public string Class { get; set; } = "";
    }

    private sealed class Counted : Featured
    {
        public float Class { get; set; }
    }

    private abstract class BareKey : Featured
    {
        public abstract uint Class { get; set; }
    }

    private sealed class BareOfThree : BareKey
    {
        [KeyType(3)]
        public override uint Class { get; set; }
    }

    private sealed class BareOfTwo : BareKey
    {
        [KeyType(2)]
        public override uint Class { get; set; }
    }
}
