namespace Psa.Testing;

/// <summary>Compares generated text with the file in the tree. <c>PSA_APPROVE=1</c> rewrites the file instead; continuous integration never sets it.</summary>
public static class Approved
{
    private const string Variable = "PSA_APPROVE";

    /// <summary>Gives the folder of <c>Psa.Sdk.sln</c>, by walking up from where the tests run.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Throws when the file isn't what was generated.</summary>
    public static void Check(string path, string generated)
    {
        var file = Path.Combine(Root, path);
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, generated);
            return;
        }

        var stored = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : null;
        if (stored != generated)
        {
            throw new InvalidOperationException(
                $"{path} is {(stored is null ? "missing" : "not current: " + FirstDifference(stored, generated))}. Run the tests once with {Variable}=1 and commit it.");
        }
    }

    private static string FirstDifference(string stored, string generated)
    {
        var (left, right) = (stored.Split('\n'), generated.Split('\n'));
        var line = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"line {line + 1} is '{left.ElementAtOrDefault(line)}', generated is '{right.ElementAtOrDefault(line)}'";
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Psa.Sdk.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No folder above the tests holds Psa.Sdk.sln.");
    }
}
