using Microsoft.ML;

namespace MlpTrainer.Reports.Tests.Docs;

/// <summary>What docs/report.md and README.md show of reports and explanations.</summary>
internal static class ShownReports
{
    public static void Save(MLContext mlContext, ITransformer model, IDataView testSet)
    {
        // <report.md>
        model.SaveReport("report.html");                                                        // what the model knows of itself
        mlContext.SaveReport(model, testSet, "report.html", labelColumnName: "IsSpam");         // and what it does on rows it was not trained on
        // </report.md>
    }

    public static void SaveShortly(MLContext mlContext, ITransformer model, IDataView testSet)
    {
        // <README.md>
        mlContext.SaveReport(model, testSet, "report.html", labelColumnName: "IsSpam");
        // </README.md>
    }

    public static void Explain<TMail>(ITransformer model, IDataView testSet, TMail mail)
        where TMail : class, new()
    {
        // <report.md>
        Console.WriteLine(model.Explain(mail));                                                 // Score 2.03 = base 0.54 + dollar +1.2 + …
        foreach (MlpExplanation explanation in model.Explain(testSet).Take(3))
        {
            Console.WriteLine(explanation.Contributions[0]);                                    // the feature that did most, and how much
        }

        Console.WriteLine(string.Join('\n', model.GradientImportance(testSet).Take(5)));        // on these rows
        Console.WriteLine(string.Join('\n', model.TotalEffects().Take(5)));                     // by the weights
        // </report.md>
    }
}
