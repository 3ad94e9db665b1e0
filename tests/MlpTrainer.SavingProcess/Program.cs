// Loads the two model files named first, then saves them to the path named third, by turns and without end, a line before each save.
using Microsoft.ML;

var mlContext = new MLContext();
ITransformer[] models = [mlContext.Model.Load(args[0], out DataViewSchema schema), mlContext.Model.Load(args[1], out _)];
for (int turn = 0; ; turn++)
{
    Console.WriteLine("saving");
    mlContext.Model.SaveAtomically(models[turn % 2], schema, args[2]);
}
