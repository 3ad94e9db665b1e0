namespace Microsoft.ML;

/// <summary>What a trainer wants of its data and can do with it; informative only.</summary>
public sealed class TrainerInfo
{
    public TrainerInfo(
        bool normalization = true,
        bool calibration = false,
        bool caching = true,
        bool supportValid = false,
        bool supportIncrementalTrain = false,
        bool supportTest = false)
    {
        NeedNormalization = normalization;
        NeedCalibration = calibration;
        WantCaching = caching;
        SupportsValidation = supportValid;
        SupportsIncrementalTraining = supportIncrementalTrain;
        SupportsTest = supportTest;
    }

    public bool NeedNormalization { get; }

    public bool NeedCalibration { get; }

    public bool WantCaching { get; }

    public bool SupportsValidation { get; }

    public bool SupportsIncrementalTraining { get; }

    public bool SupportsTest { get; }
}
