using MlpTrainer.Engine;

namespace MlpTrainer.Tests.Docs;

/// <summary>docs/defaults.md has a section for each default, under the value that the code has.</summary>
public class DefaultsHeadingTests
{
    public static TheoryData<string> Headings
    {
        get
        {
            TrainingOptions usual = new();
            var adamW = (AdamW)usual.Optimizer;
            return new(
                Heading("HiddenLayers", $"[{string.Join(", ", usual.HiddenLayers)}]"),
                Heading("Activation", $"{usual.Activation.Name}"),
                Heading("Optimizer", $"AdamW, weight decay {adamW.WeightDecay}, rate {adamW.LearningRate}"),
                Heading("Schedule", $"{(usual.Schedule is ConstantSchedule ? "none" : usual.Schedule)}"),
                Heading("MaximumNumberOfEpochs", $"{usual.MaximumNumberOfEpochs}"),
                Heading("EarlyStopping", $"{usual.EarlyStopping?.Patience} epochs"),
                Heading("Standardize", $"{On(usual.Standardize)}"),
                Heading("Saturate", $"{On(usual.Saturate)}"),
                Heading("ImputeMissing", $"{On(usual.ImputeMissing)}"));
        }
    }

    [Theory, MemberData(nameof(Headings))]
    public void EachDefaultHasItsSection(string heading) => Assert.Contains(heading, File.ReadAllLines(Repository.PathOf("docs", "defaults.md")));

    private static string Heading(string option, FormattableString value) => $"## `{option}`: {FormattableString.Invariant(value)}";

    private static string On(bool value) => value ? "on" : "off";
}
