namespace MlpTrainer.Engine.Graphs;

/// <summary>A constant of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its values, row-major.</param>
/// <param name="Dimensions">Its shape; their product is the number of values.</param>
internal sealed record GraphTensor(string Name, ReadOnlyMemory<float> Values, IReadOnlyList<long> Dimensions);
