using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Tests.Ecosystem;

namespace MlpTrainer.Tests.Fitting;

/// <summary>Features that teach a model nothing are named, once each; those that are ordinary are not.</summary>
public class FeatureRemarksTests
{
    private const string AsMeant = " Look whether they are read as they are meant: the right place, type and decimal mark.";

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly LogLines _log;

    public FeatureRemarksTests() => _log = new LogLines(_mlContext);

    [Fact]
    public void OrdinaryFeaturesAreNotRemarkedOn() => Warned(4, (i, slot) => i % (slot + 2));

    [Fact]
    public void AFeatureThatIsNeverThereIsNamedByItsSlot() =>
        Warned(4, (i, slot) => slot == 2 ? float.NaN : i % 5,
            $"Features that are missing (NaN) in every row teach the model nothing: slot 2 of column 'Features'.{AsMeant}");

    [Fact]
    public void OneThatIsThereOnceVariesNot() =>
        Warned(4, (i, slot) => slot != 2 ? i % 5 : i == 3 ? 7 : float.NaN,
            "Features that are the same in every row teach the model nothing: slot 2 of column 'Features'.");

    [Fact]
    public void ConstantsAreNamedAndZerosWhereTheyAreFew() =>
        Warned(6, (i, slot) => slot switch { 1 => 3, 4 => 0, _ => i % 5 },
            "Features that are the same in every row teach the model nothing: slot 1, slot 4 of column 'Features'.");

    [Fact]
    public void TenAreNamedAndTheOthersCounted() =>
        Warned(14, (i, slot) => slot < 12 ? float.NaN : i % 5,
            "Features that are missing (NaN) in every row teach the model nothing: slot 0, slot 1, slot 2, slot 3, slot 4, slot 5, slot 6, slot 7, slot 8, slot 9 and 2 more "
            + $"of column 'Features'.{AsMeant}");

    /// <summary>As of hashed words: most slots are never hit.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public void ManyZerosAreCountedInALineOfInformation(bool sparse)
    {
        Warned(200, (i, slot) => slot == i % 40 ? 1 : 0, sparse, []);
        Assert.Contains("160 of 200 features of column 'Features' are 0 in every row.", _log.Infos);
    }

    [Fact]
    public void NothingThatVariesIsSaidStrongly()
    {
        Warned(3, (_, slot) => slot, "All 3 features of column 'Features' are the same in every row: the model will give the same answer to every row.");
        Warned(3, (_, slot) => slot == 0 ? float.NaN : slot,
            $"Features that are missing (NaN) in every row teach the model nothing: slot 0 of column 'Features'.{AsMeant}",
            "All 3 features of column 'Features' are the same in every row or missing: the model will give the same answer to every row.");
        Warned(30, (_, _) => 0, "All 30 features of column 'Features' are the same in every row: the model will give the same answer to every row.");
    }

    [Fact]
    public void NamesOfSlotsAreUsed()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new Named { Age = float.NaN, Height = 1.8f, Weight = i }));
        var concatenate = _mlContext.Transforms.Concatenate("Inputs", "Age", "Height", "Weight");
        Small.Regression(_mlContext, options => (options.LabelColumnName, options.FeatureColumnName, options.MaximumNumberOfEpochs) = ("Weight", "Inputs", 1))
            .Fit(concatenate.Fit(data).Transform(data));
        Assert.Equal(
        [
            $"Features that are missing (NaN) in every row teach the model nothing: 'Age' of column 'Inputs'.{AsMeant}",
            "Features that are the same in every row teach the model nothing: 'Height' of column 'Inputs'.",
        ], _log.Warnings.Where(line => !line.StartsWith("The network is worse", StringComparison.Ordinal)));
    }

    [Fact]
    public void ValidationRowsAreNotRemarkedOn()
    {
        MlpRegressionTrainer trainer = Small.Regression(_mlContext, options => options.MaximumNumberOfEpochs = 1);
        trainer.Fit(Example.View(_mlContext, 30), Example.View(_mlContext, 1));
        Assert.Empty(_log.Warnings);
    }

    private void Warned(int width, Func<int, int, float> value, params string[] warnings) => Warned(width, value, sparse: false, warnings);

    private void Warned(int width, Func<int, int, float> value, bool sparse, string[] warnings)
    {
        var type = SchemaDefinition.Create(typeof(Row));
        type["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        int before = _log.Warnings.Count();
        Small.Regression(_mlContext, options => options.MaximumNumberOfEpochs = 1).Fit(_mlContext.Data.LoadFromEnumerable(
            Enumerable.Range(0, 80).Select(i => new Row { Number = i, Features = Vector(i, width, value, sparse) }).ToList(), type));
        Assert.Equal(warnings, _log.Warnings.Skip(before));
    }

    private static VBuffer<float> Vector(int row, int width, Func<int, int, float> value, bool sparse)
    {
        int[] slots = [.. Enumerable.Range(0, width).Where(slot => !sparse || value(row, slot) != 0)];
        float[] values = [.. slots.Select(slot => value(row, slot))];
        return sparse ? new(width, slots.Length, values, slots) : new(width, values);
    }

    private sealed class Row
    {
        public VBuffer<float> Features { get; set; }

        public float Number { get; set; }
    }

    private sealed class Named
    {
        public float Age { get; set; }

        public float Height { get; set; }

        public float Weight { get; set; }
    }
}
