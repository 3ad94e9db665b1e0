namespace MlpTrainer.Tool.Reading;

/// <summary>What the user says of how a file is laid out; null: as it shows.</summary>
/// <param name="Separator">What stands between two fields.</param>
/// <param name="HasHeader">Whether the first line has the columns' names.</param>
/// <param name="HasQuotes">Whether fields may stand in quotation marks.</param>
internal sealed record CsvLayout(char? Separator = null, bool? HasHeader = null, bool? HasQuotes = null);
