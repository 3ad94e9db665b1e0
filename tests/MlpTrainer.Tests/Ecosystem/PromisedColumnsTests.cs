using System.Reflection;
using Microsoft.ML;

namespace MlpTrainer.Tests.Ecosystem;

/// <summary>The columns that a trainer promises before training, by which pipelines are checked, are those that its model gives.</summary>
public class PromisedColumnsTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    public static TheoryData<string> Tasks => ["binary", "multiclass", "regression", "multi-output"];

    [Theory, MemberData(nameof(Tasks))]
    public void PromisesAreKept(string task)
    {
        IDataView data = Example.View(_mlContext, 60);
        data = _mlContext.Transforms.Conversion.MapValueToKey("Class").Fit(data).Transform(data);
        IEstimator<ITransformer> trainer = task switch
        {
            "binary" => Small.Binary(_mlContext),
            "multiclass" => Small.Multiclass(_mlContext),
            "regression" => Small.Regression(_mlContext),
            _ => Small.Regression(_mlContext, options => options.LabelColumnName = "Numbers"),
        };
        string[] promised = Describe(trainer.GetOutputSchema(ShapeOf(data))), given = Describe(ShapeOf(trainer.Fit(data).Transform(data)));
        Assert.Equal(promised, given);
    }

    private static string[] Describe(SchemaShape shape) =>
    [
        .. shape.Where(column => column.Name is "Score" or "Probability" or "PredictedLabel").Select(column =>
            $"{column.Name} {column.Kind} {column.ItemType} key {column.IsKey}: {string.Join(' ', column.Annotations.Select(note => note.Name).Order())}").Order(),
    ];

    private static SchemaShape ShapeOf(IDataView data) => (SchemaShape)typeof(SchemaShape)
        .GetMethod("Create", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.Invoke(null, [data.Schema])!;
}
