namespace MlpTrainer.Reports.Measures;

/// <summary>A scored row.</summary>
/// <param name="Class">The true class, from 0; −1 for numbers.</param>
/// <param name="Numbers">The true numbers, [k]; empty for classes.</param>
/// <param name="Scores">What the model gives: of two classes log-odds and probability, of several a probability each, of numbers the scores.</param>
internal sealed record TestRow(int Class, float[] Numbers, float[] Scores);
