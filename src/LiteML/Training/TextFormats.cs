using Microsoft.ML.Data;

namespace Microsoft.ML.Model;

/// <summary>A model that can write itself for a reader.</summary>
public interface ICanSaveInTextFormat
{
    void SaveAsText(TextWriter writer, RoleMappedSchema schema);
}

/// <summary>A model that can write a summary of itself.</summary>
public interface ICanSaveSummary
{
    void SaveSummary(TextWriter writer, RoleMappedSchema schema);
}
