namespace Microsoft.ML.CommandLine;

/// <summary>How often an argument may be given.</summary>
[Flags]
public enum ArgumentType
{
    AtMostOnce = 0,
    Required = 1,
    Unique = 2,
    Multiple = 4,
    MultipleUnique = Multiple | Unique,
    LastOccurrenceWins = Multiple
}

/// <summary>Describes an option for ML.NET's command line and entry points.</summary>
[AttributeUsage(AttributeTargets.Field)]
public class ArgumentAttribute : Attribute
{
    public ArgumentAttribute(ArgumentType type) => Type = type;

    public ArgumentType Type { get; }

    public string HelpText { get; set; }

    public string Name { get; set; }

    public string ShortName { get; set; }

    public double SortOrder { get; set; }

    public bool Hide { get; set; }
}
