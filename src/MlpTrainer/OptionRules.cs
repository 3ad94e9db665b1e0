using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.ML.Runtime;

namespace MlpTrainer;

/// <summary>The range of every option, and one form of error: "Name must be rule, but was value."</summary>
internal sealed class OptionRules(IExceptionContext host)
{
    public void CheckNetwork(MlpOptions o)
    {
        Given(o.HiddenLayers);
        for (int l = 0; l < o.HiddenLayers.Length; l++)
        {
            Require(o.HiddenLayers[l] >= 1, "at least 1 in every layer", o.HiddenLayers[l], nameof(o.HiddenLayers));
        }

        Listed(o.Activation, nameof(o.Activation));
        Require(o.LayerActivations is null || o.LayerActivations.Count == o.HiddenLayers.Length,
            $"as many as HiddenLayers ({o.HiddenLayers.Length})", o.LayerActivations?.Count, nameof(o.LayerActivations));
        foreach (Engine.Activation activation in o.LayerActivations ?? [])
        {
            Listed(activation, nameof(o.LayerActivations));
        }

        Share(o.Dropout);
        Share(o.InputDropout);
        Positive(o.MaxNorm);
        NotNegative(o.L1Regularization);
        NotNegative(o.L2Regularization);
    }

    public void CheckSteps(MlpOptions o)
    {
        Positive(o.LearningRate);
        Require(o.BatchSize is null or >= 0, "at least 1, or 0 for all rows in one step", o.BatchSize);
        Require(o.MaximumNumberOfEpochs >= 1, "at least 1", o.MaximumNumberOfEpochs);
        Require(o.TimeBudget is not { } budget || budget > TimeSpan.Zero, "more than zero", o.TimeBudget);
        Require(o.CostTolerance is not { } tolerance || double.IsFinite(tolerance), "a finite number", o.CostTolerance);
        Positive(o.GradientClipNorm);
        Require(o.WeightAveraging is null or (> 0 and < 1), "greater than 0 and less than 1", o.WeightAveraging);
        Require(o.NumberOfThreads is null or >= 1, "at least 1, or null for all processors", o.NumberOfThreads);
        Require(Enum.IsDefined(o.Divergence), "a member of DivergenceRule", o.Divergence);
    }

    public void CheckValidation(MlpOptions o)
    {
        Share(o.ValidationFraction);
        Require(o.GroupColumnName is not "", "the name of a column, or null for none", "\"\"", nameof(o.GroupColumnName));
    }

    public void Require(bool condition, string rule, object? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (condition)
        {
            return;
        }

        name = name[(name.LastIndexOf('.') + 1)..];
        string text = Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } given ? given : "null";
        throw host.ExceptUserArg(name, $"{name} must be {rule}, but was {text}.");
    }

    private void Given(object? value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Require(value is not null, "given", value, name);

    /// <summary>An activation is known again by its name when a model is loaded, so only those listed will do.</summary>
    private void Listed(Engine.Activation activation, string name)
    {
        Given(activation, name);
        Require(Engine.Activation.All.Contains(activation), "one of Activation.All, by which a model file is read again", activation, name);
    }

    private void Share(double? value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Require(value is null or (>= 0 and < 1), "at least 0 and less than 1", value, name);

    private void NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Require(value >= 0 && double.IsFinite(value), "a finite number of at least 0", value, name);

    private void Positive(double? value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Require(value is null || (value > 0 && double.IsFinite(value.Value)), "a finite number greater than 0", value, name);
}
