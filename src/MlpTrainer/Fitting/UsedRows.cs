using Microsoft.ML.Data;
using MlpTrainer.Engine;

namespace MlpTrainer.Fitting;

/// <summary>The rows of a view that are used: they go into a training set, and which features vary is noted.</summary>
internal sealed class UsedRows(int features, int targetWidth)
{
    private readonly TrainingSetBuilder _builder = new(features, targetWidth);

    /// <summary>The memory that the rows take so far.</summary>
    public long Bytes => _builder.Bytes;

    public SlotVariety Features { get; } = new(features);

    public void Add(in VBuffer<float> row, ReadOnlySpan<float> target, float weight)
    {
        if (row.IsDense)
        {
            _builder.Add(row.GetValues(), target, weight);
            Features.Add(row.GetValues());
        }
        else
        {
            _builder.Add(row.GetIndices(), row.GetValues(), target, weight);
            Features.Add(row.GetIndices(), row.GetValues());
        }
    }

    public TrainingSet Build() => _builder.Build();
}
