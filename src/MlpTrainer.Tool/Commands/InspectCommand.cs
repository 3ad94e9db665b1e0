using System.CommandLine;
using Microsoft.ML;
using MlpTrainer.Engine;
using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Models;
using MlpTrainer.Tool.Pipelines;
using MlpTrainer.Tool.Terminal;

namespace MlpTrainer.Tool.Commands;

/// <summary><c>mlp inspect</c>: what is in a model.</summary>
internal sealed class InspectCommand
{
    private const int MostEpochs = 12;
    private const int MostColumns = 30;

    private readonly ToolCommand _command = new("inspect", "Says what is in a model: its columns, layers, the course of training, what moves its predictions.")
    {
        Examples =
        [
            "mlp inspect model.zip",
            "mlp inspect model.zip --data data.csv",
        ],
    };

    private readonly Argument<string> _model = new("model") { Description = "The model's file." };
    private readonly Option<string?> _data = new("--data") { Description = "A table on whose rows the importance of columns is computed. Default: made-up rows.", HelpName = "file" };
    private readonly TableOptions _table;

    private InspectCommand()
    {
        _command.Arguments.Add(_model);
        _command.Options.Add(_data);
        _table = new TableOptions(_command);
        CommandAction.Set(_command, Run);
    }

    public static Command Create() => new InspectCommand()._command;

    private void Run(ParseResult result, Screen screen, CancellationToken cancellation)
    {
        ModelFile model = ModelFile.Load(new MLContext(), result.GetRequiredValue(_model));
        string classes = model.Classes.Count == 0 ? "" : $": {string.Join(", ", model.Classes.Take(20))}{(model.Classes.Count > 20 ? ", …" : "")}";
        string task = model.Task switch { TaskKind.Binary => "two classes", TaskKind.Multiclass => Invariant($"{model.Classes.Count} classes"), _ => "a number" };
        Tables.Line(screen.Out, $"{model.Path} predicts {(model.Label is { } label ? label.Name : "its label")}, {task}{classes}.");
        WriteColumns(screen, model);
        WriteLayers(screen, model.Network);
        WriteHistory(screen, model.Network.Training);
        WriteImportance(result, screen, model, cancellation);
        foreach (string warning in model.Network.Warnings)
        {
            Tables.Line(screen.Out, $"Warning: {warning}");
        }

        Tables.Line(screen.Out, $"{model.Network}".TrimEnd());
    }

    private static void WriteColumns(Screen screen, ModelFile model) =>
        Tables.Write(screen.Out, ["column", "type", "in ML.NET"], model.Schema.Where(column => column.Index != model.Label?.Index).Select(IReadOnlyList<string> (column) =>
            [column.Name, Word(column), $"{column.Type}"]));

    private static string Word(DataViewSchema.Column column)
    {
        ColumnPlan plan = ModelSchema.Read(column);
        return plan.Kind.ToString().ToLowerInvariant() + (plan.Dates is { } dates ? $", {dates.Pattern}" : plan.Numbers.DecimalMark == ',' ? ", decimal comma" : "");
    }

    private static void WriteLayers(Screen screen, IMlpModel network) =>
        Tables.Write(screen.Out, ["layer", ">inputs", ">outputs", "activation", ">weights"], network.Layers.Select(IReadOnlyList<string> (layer, i) =>
            [Invariant($"{i + 1}"), Invariant($"{layer.Inputs}"), Invariant($"{layer.Outputs}"), layer.Activation, Invariant($"{(long)layer.Inputs * layer.Outputs + layer.Biases.Length}")]));

    /// <summary>Some epochs of the course of training, the best one among them.</summary>
    private static void WriteHistory(Screen screen, MlpTraining training)
    {
        int step = Math.Max(1, training.History.Count / MostEpochs);
        IEnumerable<EpochRecord> shown = training.History.Where((record, i) => i % step == 0 || record.Epoch == training.BestEpoch || i == training.History.Count - 1);
        Tables.Line(screen.Out, $"The course of training{(training.Members.Count > 0 ? ", of the first network" : "")}:");
        Tables.Write(screen.Out, [">epoch", ">cost", ">validation cost", ">learning rate", ""], shown.Select(IReadOnlyList<string> (record) =>
        [
            Invariant($"{record.Epoch}"), Invariant($"{record.Cost:G4}"), record.ValidationCost is { } cost ? Invariant($"{cost:G4}") : "", Invariant($"{record.LearningRate:G3}"),
            record.Epoch == training.BestEpoch ? "best" : "",
        ]));
    }

    private void WriteImportance(ParseResult result, Screen screen, ModelFile model, CancellationToken cancellation)
    {
        IReadOnlyList<FeatureGroup> groups = FeatureGroup.Of(model);
        if (groups.Count < 2)
        {
            return;
        }

        string? data = result.GetValue(_data);
        TrainedNetwork network = model.Network.Network;
        float[] rows = data is null ? Importance.MadeUp(network, groups) : FeatureRows.Read(model, data, _table, result, cancellation);
        double[] shares = Importance.Of(network, groups, rows);
        Tables.Line(screen.Out, data is null ? "What moves the predictions, roughly, by made-up rows (--data file takes real ones): how much they change when a column is exchanged between rows."
            : "What moves the predictions: how much they change when a column is exchanged between rows.");
        Tables.Write(screen.Out, ["column", ">share", ""], groups.Zip(shares).OrderByDescending(pair => pair.Second).Take(MostColumns).Select(IReadOnlyList<string> (pair) =>
            [pair.First.Name, Invariant($"{100 * pair.Second:F1} %"), new string('█', (int)Math.Round(40 * pair.Second))]));
    }
}
