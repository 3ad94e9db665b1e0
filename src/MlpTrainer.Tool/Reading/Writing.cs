namespace MlpTrainer.Tool.Reading;

/// <summary>How the values of a file are written.</summary>
/// <param name="Missing">The words for missing values.</param>
/// <param name="DecimalMark">The decimal mark; null: as the numbers show.</param>
internal sealed record Writing(MissingWords Missing, NumberFormat? DecimalMark);
