// The engine without ML.NET: trains on the e-mails of the spam sample, saves the network, loads it, scores. It can be published with NativeAOT.
using System.Globalization;
using MlpTrainer.Engine;

float[][] mails = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "spam.csv")).Skip(1)
    .Select(line => line.Split(',').Select(cell => float.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];
float[][] test = [.. mails.Where((_, i) => i % 5 == 0)], train = [.. mails.Except(test)];

var builder = new TrainingSetBuilder(featureCount: 57, targetWidth: 1);
foreach (float[] mail in train)
{
    builder.Add(mail.AsSpan(0, 57), mail.AsSpan(57));
}

var options = new TrainingOptions { HiddenLayers = [32], MaximumNumberOfEpochs = 20 };
NetworkTrainer.Train(builder.Build(), validation: null, outputs: 1, options).Network.Save("spam.mlp");

TrainedNetwork network = TrainedNetwork.Load("spam.mlp");
float[] probabilities = new float[test.Length];
network.Score(test.SelectMany(mail => mail.Take(57)).ToArray(), probabilities);
int right = test.Where((mail, i) => probabilities[i] >= 0.5f == mail[57] >= 0.5f).Count();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{network.Shape}: {right} of {test.Length} e-mails right"));
