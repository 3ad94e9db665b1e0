using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Pipelines;

/// <summary>The columns that a model reads, as its file has them: ML.NET's schema, with what the tool knows of each in its annotations.</summary>
internal static class ModelSchema
{
    private const string Kind = "Mlp.Kind", Numbers = "Mlp.DecimalMark", Dates = "Mlp.DateFormat", Place = "Mlp.Place", Task = "Mlp.Task", Classes = "Mlp.Classes", Columns = "Mlp.Columns", Missing = "Mlp.Missing", Quotes = "Mlp.Quotes";

    /// <summary>The schema of the columns that are learned from and of the label, in the file's order.</summary>
    public static DataViewSchema Of(TablePlan plan)
    {
        var schema = new DataViewSchema.Builder();
        foreach (ColumnPlan column in InOrder(plan))
        {
            var notes = new DataViewSchema.Annotations.Builder();
            Add(notes, Kind, column.Kind.ToString());
            Add(notes, Place, column.Place.ToString(CultureInfo.InvariantCulture));
            Add(notes, Numbers, column.Numbers.DecimalMark.ToString());
            if (column.Dates is { } dates)
            {
                Add(notes, Dates, dates.Pattern);
            }

            if (column.MissingWord is { } word)
            {
                Add(notes, Missing, word);
            }

            if (column.Place == plan.Label.Place)
            {
                Add(notes, Task, plan.Task.ToString());
                Add(notes, Columns, plan.Format.HasHeader ? "" : plan.Format.Columns.Count.ToString(CultureInfo.InvariantCulture));
                Add(notes, Quotes, plan.Format.HasQuotes ? "yes" : "no");
                AddClasses(notes, plan.Classes);
            }

            schema.AddColumn(column.Name, column.IsText ? TextDataViewType.Instance : NumberDataViewType.Single, notes.ToAnnotations());
        }

        return schema.ToSchema();
    }

    /// <summary>The columns of <see cref="Of"/>.</summary>
    public static IEnumerable<ColumnPlan> InOrder(TablePlan plan) => plan.Features.Append(plan.Label).OrderBy(column => column.Place);

    /// <summary>What a model's column is: by its annotations, else by its type.</summary>
    /// <exception cref="UserError">It is of a type that no field of a file is.</exception>
    public static ColumnPlan Read(DataViewSchema.Column column)
    {
        int place = int.TryParse(Text(column, Place), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : column.Index;
        ColumnKind kind = Enum.TryParse(Text(column, Kind), out ColumnKind said) ? said
            : column.Type == NumberDataViewType.Single ? ColumnKind.Number
            : column.Type is TextDataViewType ? ColumnKind.Text
            : throw new UserError($"The model's column '{column.Name}' is of the type {column.Type}; mlp reads models whose columns are Single or text, such as mlp train makes.");
        return new ColumnPlan(column.Name, place, kind, "as the model has it")
        {
            Numbers = Text(column, Numbers) == "," ? NumberFormat.Comma : NumberFormat.Point,
            MissingWord = Text(column, Missing),
            Dates = kind == ColumnKind.Date ? new DateFormat(Text(column, Dates) ?? DateFormat.All[0].Pattern) : null,
        };
    }

    /// <summary>The label's column; null where the model has none that the tool marked.</summary>
    public static DataViewSchema.Column? Label(DataViewSchema schema) =>
        schema.Where(column => column.Annotations.Schema.GetColumnOrNull(Task) is not null).Cast<DataViewSchema.Column?>().FirstOrDefault();

    /// <summary>What was learned; null where the tool did not mark it.</summary>
    public static TaskKind? TaskOf(DataViewSchema.Column label) => Enum.TryParse(Text(label, Task), out TaskKind task) ? task : null;

    /// <summary>Whether quotation marks were letters in the file that the model was trained on.</summary>
    public static bool IsWithoutQuotes(DataViewSchema.Column label) => Text(label, Quotes) == "no";

    /// <summary>How many columns the file had that the model was trained on, where it had no header.</summary>
    public static int? ColumnsWithoutHeader(DataViewSchema.Column label) =>
        int.TryParse(Text(label, Columns), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : null;

    /// <summary>The classes, in the model's order.</summary>
    public static string[] ClassesOf(DataViewSchema.Column label)
    {
        if (label.Annotations.Schema.GetColumnOrNull(Classes) is null)
        {
            return [];
        }

        VBuffer<ReadOnlyMemory<char>> classes = default;
        label.Annotations.GetValue(Classes, ref classes);
        return [.. classes.DenseValues().Select(name => name.ToString())];
    }

    private static string? Text(DataViewSchema.Column column, string name)
    {
        if (column.Annotations.Schema.GetColumnOrNull(name) is not { Type: TextDataViewType })
        {
            return null;
        }

        ReadOnlyMemory<char> text = default;
        column.Annotations.GetValue(name, ref text);
        return text.ToString();
    }

    private static void Add(DataViewSchema.Annotations.Builder notes, string name, string text) =>
        notes.Add(name, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = text.AsMemory());

    private static void AddClasses(DataViewSchema.Annotations.Builder notes, IReadOnlyList<string> classes)
    {
        if (classes.Count == 0)
        {
            return;
        }

        ReadOnlyMemory<char>[] names = [.. classes.Select(name => name.AsMemory())];
        notes.Add(Classes, new VectorDataViewType(TextDataViewType.Instance, names.Length),
            (ref VBuffer<ReadOnlyMemory<char>> value) => value = new VBuffer<ReadOnlyMemory<char>>(names.Length, names));
    }
}
