// Loads the model file named, reads rows from standard input (the bits of each feature, as integers), and writes the bits of each score.
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

var mlContext = new MLContext();
ITransformer model = mlContext.Model.Load(args[0], out _);

var rows = new List<Row>();
while (Console.ReadLine() is { } line)
{
    rows.Add(new Row { Features = [.. line.Split(' ').Select(bits => BitConverter.Int32BitsToSingle(int.Parse(bits, CultureInfo.InvariantCulture)))] });
}

var definition = SchemaDefinition.Create(typeof(Row));
definition[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Features.Length);
IDataView scored = model.Transform(mlContext.Data.LoadFromEnumerable(rows, definition));
foreach (Scored answer in mlContext.Data.CreateEnumerable<Scored>(scored, reuseRowObject: false))
{
    Console.WriteLine(BitConverter.SingleToInt32Bits(answer.Score));
}

internal sealed class Row
{
    public float[] Features { get; set; } = [];
}

internal sealed class Scored
{
    public float Score { get; set; }
}
