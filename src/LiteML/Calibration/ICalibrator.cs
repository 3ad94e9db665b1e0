namespace Microsoft.ML.Calibrators;

/// <summary>Turns a raw score into a probability.</summary>
public interface ICalibrator
{
    float PredictProbability(float output);
}
