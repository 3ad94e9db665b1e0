namespace MlpTrainer.Engine;

/// <summary>Reports, once each, that the cost or the metric of the validation rows is no finite number.</summary>
internal sealed class ValidationRemarks(TrainingOptions options)
{
    private bool _saidOfCost, _saidOfMetric;

    /// <summary>Looks at an epoch's values.</summary>
    public void Look(int epoch, double cost, double? metric)
    {
        if (!double.IsFinite(cost) && !_saidOfCost)
        {
            _saidOfCost = true;
            string instead = options.EarlyStopping is null ? "" : " Such an epoch counts as one without a gain; while none had a finite one, early stopping watches the training cost.";
            options.Warn?.Invoke(Invariant(
                $"The validation cost of epoch {epoch} was {cost}.{instead} Look for extreme features or targets in the validation rows, or use a smaller learning rate."));
        }

        if (metric is { } value && !double.IsFinite(value) && !_saidOfMetric)
        {
            _saidOfMetric = true;
            options.Warn?.Invoke(Invariant(
                $"{options.EarlyStopping?.Metric} is not defined on the validation rows, but was {value} in epoch {epoch} (one class only, or targets that never vary?). Such an epoch counts as one without a gain; while none had a finite one, early stopping watches the cost."));
        }
    }
}
