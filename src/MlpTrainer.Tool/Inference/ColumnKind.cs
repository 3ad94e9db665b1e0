namespace MlpTrainer.Tool.Inference;

/// <summary>What a column is taken for.</summary>
internal enum ColumnKind
{
    /// <summary>A number; Single in the model, NaN where it is missing.</summary>
    Number,

    /// <summary>True or false; Single in the model: 1, 0, or NaN where it is missing.</summary>
    Boolean,

    /// <summary>One of some values; text in the model, empty where it is missing.</summary>
    Category,

    /// <summary>A day, with a time or without; text in the model, as 2024-03-01 or 2024-03-01T17:30:00, empty where it is missing.</summary>
    Date,

    /// <summary>Words; text in the model.</summary>
    Text,

    /// <summary>Left out.</summary>
    Ignore,
}
