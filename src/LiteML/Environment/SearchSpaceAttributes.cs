namespace Microsoft.ML.SearchSpace;

/// <summary>The range of a number that AutoML tries.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class RangeAttribute : Attribute
{
    public RangeAttribute(float min, float max, bool logBase = false) => (Min, Max, LogBase) = (min, max, logBase);

    public RangeAttribute(float min, float max, float init, bool logBase = false) : this(min, max, logBase) => Init = init;

    public RangeAttribute(int min, int max, bool logBase = false) => (Min, Max, LogBase) = (min, max, logBase);

    public RangeAttribute(int min, int max, int init, bool logBase = false) : this(min, max, logBase) => Init = init;

    public object Min { get; }

    public object Max { get; }

    public object Init { get; }

    /// <summary>Whether AutoML tries it on a logarithmic scale.</summary>
    public bool LogBase { get; }
}

/// <summary>The values that AutoML tries.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ChoiceAttribute : Attribute
{
    public ChoiceAttribute(params object[] candidates) => Candidates = candidates;

    public ChoiceAttribute(object[] candidates, object defaultValue) : this(candidates) => DefaultValue = defaultValue;

    public object[] Candidates { get; }

    public object DefaultValue { get; }
}
