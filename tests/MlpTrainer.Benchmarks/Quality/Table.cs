using System.Runtime.CompilerServices;

namespace MlpTrainer.Benchmarks.Quality;

/// <summary>A table of the project that trainers are scored on. Where each comes from stands beside its file.</summary>
/// <param name="Name">What <c>--data</c> calls it.</param>
/// <param name="File">Its file, from this project's folder.</param>
/// <param name="Target">The column that is to be predicted; rows without it are left out.</param>
/// <param name="Task">What the target is.</param>
/// <param name="NotUsed">A column that is neither feature nor target.</param>
internal sealed record Table(string Name, string File, string Target, TableTask Task, string? NotUsed = null)
{
    /// <summary>Small and large, numbers and categories, complete and with missing values, of all three tasks.</summary>
    public static IReadOnlyList<Table> All { get; } =
    [
        new("GermanCredit", "data/GermanCredit.csv", "Class", TableTask.Binary),
        new("TitanicSurvival", "data/TitanicSurvival.csv", "survived", TableTask.Binary),
        new("BreastCancer", "data/breast_cancer.csv", "target", TableTask.Binary, NotUsed: "fold"),
        new("Spam", "../../samples/SpamDetection/spam.csv", "is_spam", TableTask.Binary),
        new("Vehicle", "data/Vehicle.csv", "Class", TableTask.Multiclass),
        new("Soybean", "data/Soybean.csv", "Class", TableTask.Multiclass),
        new("Letters", "../../samples/LetterRecognition/letters.csv", "letter", TableTask.Multiclass),
        new("Sacramento", "data/Sacramento.csv", "price", TableTask.Regression),
        new("SLID", "data/SLID.csv", "wages", TableTask.Regression),
        new("Diamonds", "../../samples/DiamondPrices/diamonds.csv", "price", TableTask.Regression),
    ];

    public string Path => System.IO.Path.GetFullPath(System.IO.Path.Combine(ProjectFolder(), File));

    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Table Named(string name) =>
        All.FirstOrDefault(table => table.Name == name)
        ?? throw new ArgumentException($"--data must name tables of {string.Join(", ", All.Select(table => table.Name))}, but was {name}.");

    private static string ProjectFolder([CallerFilePath] string path = "") => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, "..");
}
