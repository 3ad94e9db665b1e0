using System.Text;
using Microsoft.ML;
using MlpTrainer.Tool.Inference;
using MlpTrainer.Tool.Pipelines;
using MlpTrainer.Tool.Reading;

namespace MlpTrainer.Tool.Printing;

/// <summary>The C# program that does what <c>mlp train</c> does with a table: a file that <c>dotnet run</c> takes as it is.</summary>
/// <param name="source">The table's file.</param>
/// <param name="plan">What it is.</param>
/// <param name="choices">What is chosen of training.</param>
/// <param name="share">The share of rows that is held out.</param>
/// <param name="model">The model's file.</param>
/// <param name="missing">The words for missing values.</param>
internal sealed class PrintedProgram(string source, TablePlan plan, TrainingChoices choices, double share, string model, MissingWords missing)
{
    private readonly FeaturePipeline _pipeline = new(new MLContext(), plan);

    /// <summary>The program's text.</summary>
    /// <param name="encoding">The file's encoding.</param>
    public string Text(Encoding encoding)
    {
        string ownVersion = Version(typeof(MlpBinaryTrainer)), mlNetVersion = Version(typeof(MLContext));
        string rows = new PrintedRows(plan, missing).Text(encoding);
        string classes = plan.Task == TaskKind.Regression ? "" : "Classes: " + string.Join(", ", plan.Classes.Take(20)) + (plan.Classes.Count > 20 ? ", …" : "") + ". ";
        return Lines(
            $"#:package MlpTrainer@{ownVersion}",
            $"#:package Microsoft.ML@{mlNetVersion}",
            $"#:package CsvHelper@{Version(typeof(CsvHelper.CsvParser))}",
            "#:property PublishAot=false",
            $"// Learns to predict {OneLine(plan.Label.Name)}. {OneLine(classes)}Run it with dotnet run --file this.cs [data.csv [model.zip]].",
            "using System.Globalization;",
            "using System.Text;",
            "using CsvHelper;",
            "using CsvHelper.Configuration;",
            "using Microsoft.ML;",
            "using Microsoft.ML.Data;",
            "using MlpTrainer;",
            "",
            $"string file = args.Length > 0 ? args[0] : {CSharp.Quote(source)};",
            $"string modelFile = args.Length > 1 ? args[1] : {CSharp.Quote(model)};",
            Invariant($"var mlContext = new MLContext(seed: {choices.Seed});"),
            "IDataView data = mlContext.Data.LoadFromEnumerable(Read(file).ToList());",
            "",
            $"var labels = {LabelMap()}.Fit(data);",
            Split(),
            "",
            $"var pipeline = {string.Join("\n    .Append(", Pipeline().Select((step, i) => i == 0 ? step : step + ")"))};",
            "ITransformer model = pipeline.Fit(labels.Transform(train));",
            "mlContext.Model.SaveAtomically(model, data.Schema, modelFile);",
            Measure(),
            rows);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string Lines(params string[] lines) => string.Join('\n', lines.Where((line, i) => line.Length > 0 || lines[Math.Max(0, i - 1)].Length > 0)) + "\n";

    private static string Version(Type type) => type.Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyInformationalVersionAttribute), false)
        .Cast<System.Reflection.AssemblyInformationalVersionAttribute>().First().InformationalVersion.Split('+')[0];

    private string LabelMap() => plan.Task switch
    {
        TaskKind.Binary => $"mlContext.Transforms.Conversion.MapValue({CSharp.Quote(_pipeline.LabelColumn)}, new Dictionary<string, bool> {{ [{CSharp.Quote(plan.Classes[0])}] = false, [{CSharp.Quote(plan.Classes[1])}] = true }}, {CSharp.Quote(plan.Label.Name)})",
        TaskKind.Multiclass => $"mlContext.Transforms.Conversion.MapValueToKey({CSharp.Quote(_pipeline.LabelColumn)}, {CSharp.Quote(plan.Label.Name)},\n"
            + $"    keyData: mlContext.Data.LoadFromEnumerable(new[] {{ {CSharp.Quote(plan.Classes)} }}.Select(name => new ClassName {{ Name = name }})))",
        _ => $"mlContext.Transforms.CopyColumns({CSharp.Quote(_pipeline.LabelColumn)}, {CSharp.Quote(plan.Label.Name)})",
    };

    private string Split() => share > 0
        ? Invariant($"var split = mlContext.Data.TrainTestSplit(data, testFraction: {share}, seed: {choices.Seed});\nIDataView train = split.TrainSet, test = split.TestSet;")
        : "IDataView train = data;";

    /// <summary>The steps of the pipeline: those of <see cref="FeaturePipeline"/>, in words.</summary>
    private IEnumerable<string> Pipeline()
    {
        List<string> joined = [];
        foreach (ColumnPlan column in plan.Features)
        {
            string name = CSharp.Quote(column.Name);
            if (column is { Kind: ColumnKind.Category, HasMissing: true })
            {
                string expression = CSharp.Quote($"x : x == \"\" ? \"{FeaturePipeline.MissingCategory}\" : x");
                yield return $"mlContext.Transforms.Expression({name}, {expression}, {name})";
            }

            (string Name, string Expression)[] dates = column.Kind == ColumnKind.Date ? [.. DateFeatures.Of(column.Name, column.HasTimes)] : [];
            foreach ((string feature, string expression) in dates)
            {
                yield return $"mlContext.Transforms.Expression({CSharp.Quote(feature)}, {CSharp.Quote(expression)}, {name})";
            }

            joined.AddRange(dates.Length > 0 ? dates.Select(date => date.Name) : [column.Name]);
        }

        foreach (string step in FeatureSteps())
        {
            yield return step;
        }

        yield return $"mlContext.Transforms.Concatenate({CSharp.Quote(_pipeline.FeatureColumn)}, {CSharp.Quote(joined)})";
        yield return Trainer();
        if (plan.Task == TaskKind.Binary)
        {
            yield return $"mlContext.Transforms.Conversion.MapValue(\"PredictedClass\", new Dictionary<bool, string> {{ [false] = {CSharp.Quote(plan.Classes[0])}, [true] = {CSharp.Quote(plan.Classes[1])} }}, \"PredictedLabel\")";
        }
        else if (plan.Task == TaskKind.Multiclass)
        {
            yield return "mlContext.Transforms.Conversion.MapKeyToValue(\"PredictedClass\", \"PredictedLabel\")";
        }
    }

    private IEnumerable<string> FeatureSteps()
    {
        string[] categories = [.. plan.Features.Where(column => column is { Kind: ColumnKind.Category, IsHashed: false }).Select(column => column.Name)];
        string[] hashed = [.. plan.Features.Where(column => column is { Kind: ColumnKind.Category, IsHashed: true }).Select(column => column.Name)];
        if (categories.Length > 0)
        {
            yield return $"mlContext.Transforms.Categorical.OneHotEncoding([{Pairs(categories)}])";
        }

        if (hashed.Length > 0)
        {
            yield return Invariant($"mlContext.Transforms.Categorical.OneHotHashEncoding([{Pairs(hashed)}], numberOfBits: {FeaturePipeline.HashBits})");
        }

        foreach (ColumnPlan column in plan.Features.Where(column => column.Kind == ColumnKind.Text))
        {
            int most = FeaturePipeline.MostTextFeatures;
            yield return Invariant($"mlContext.Transforms.Text.FeaturizeText({CSharp.Quote(column.Name)}, new Microsoft.ML.Transforms.Text.TextFeaturizingEstimator.Options\n    {{\n")
                + Invariant($"        WordFeatureExtractor = new Microsoft.ML.Transforms.Text.WordBagEstimator.Options {{ NgramLength = 2, UseAllLengths = true, MaximumNgramsCount = [{most}, {most}] }},\n")
                + Invariant($"        CharFeatureExtractor = new Microsoft.ML.Transforms.Text.WordBagEstimator.Options {{ NgramLength = 3, UseAllLengths = false, MaximumNgramsCount = [{most}] }},\n    }}, {CSharp.Quote(column.Name)})");
        }
    }

    private static string Pairs(string[] names) => string.Join(", ", names.Select(name => $"new InputOutputColumnPair({CSharp.Quote(name)})"));

    private string Trainer()
    {
        string catalog = plan.Task switch { TaskKind.Binary => "BinaryClassification", TaskKind.Multiclass => "MulticlassClassification", _ => "Regression" };
        string options = plan.Task switch { TaskKind.Binary => "MlpBinaryTrainer", TaskKind.Multiclass => "MlpMulticlassTrainer", _ => "MlpRegressionTrainer" };
        string effort = choices.Effort == TrainingEffort.Balanced ? "" : $", Effort = TrainingEffort.{choices.Effort}";
        string budget = choices.Budget is { } time ? Invariant($", TimeBudget = TimeSpan.FromSeconds({time.TotalSeconds})") : "";
        string threads = choices.Threads is { } count ? Invariant($", NumberOfThreads = {count}") : "";
        string cost = choices.Cost is { } name ? $", Cost = MlpTrainer.Engine.Cost.All.First(cost => cost.Name == {CSharp.Quote(name)})" : "";
        return $"mlContext.{catalog}.Trainers.Mlp(new {options}.Options {{ LabelColumnName = {CSharp.Quote(_pipeline.LabelColumn)}, FeatureColumnName = {CSharp.Quote(_pipeline.FeatureColumn)}, "
            + Invariant($"Seed = {choices.Seed}{effort}{budget}{threads}{cost} }})");
    }

    private string Measure()
    {
        if (share <= 0)
        {
            return "Console.WriteLine(model.Mlp());";
        }

        string label = CSharp.Quote(_pipeline.LabelColumn);
        return "IDataView scored = model.Transform(labels.Transform(test));\n" + plan.Task switch
        {
            TaskKind.Binary => $"var metrics = mlContext.BinaryClassification.Evaluate(scored, {label});\nConsole.WriteLine(FormattableString.Invariant($\"accuracy {{metrics.Accuracy:F4}}, AUC {{metrics.AreaUnderRocCurve:F4}}\"));",
            TaskKind.Multiclass => $"var metrics = mlContext.MulticlassClassification.Evaluate(scored, {label});\nConsole.WriteLine(FormattableString.Invariant($\"accuracy {{metrics.MicroAccuracy:F4}}, log-loss {{metrics.LogLoss:F4}}\"));",
            _ => $"var metrics = mlContext.Regression.Evaluate(scored, {label});\nConsole.WriteLine(FormattableString.Invariant($\"R² {{metrics.RSquared:F4}}, mean absolute error {{metrics.MeanAbsoluteError:G5}}\"));",
        };
    }
}
