using MlpTrainer.Inspection;
using MlpTrainer.Reports.Measures;

namespace MlpTrainer.Reports;

/// <summary>What a report is about.</summary>
/// <param name="Found">The model.</param>
/// <param name="Columns">Its features.</param>
/// <param name="Test">The test rows; null for a report without any.</param>
/// <param name="Label">The label's column, where there are test rows.</param>
internal sealed record ReportData(FoundModel Found, IReadOnlyList<FeatureColumn> Columns, TestRows? Test, string Label)
{
    public IMlpModel Model => Found.Model;

    public MlpTraining Training => Found.Model.Training;

    public bool IsBinary => Model is MlpBinaryModelParameters;

    public bool IsMulticlass => Model is MlpMulticlassModelParameters;

    /// <summary>What the model is for, in words.</summary>
    public string Task
    {
        get
        {
            int outputs = Model.Network.Shape.Outputs;
            return IsBinary ? "two classes" : IsMulticlass ? Invariant($"{outputs} classes") : outputs == 1 ? "a number" : Invariant($"{outputs} numbers");
        }
    }
}
