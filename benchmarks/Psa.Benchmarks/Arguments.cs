namespace Psa.Benchmarks;

/// <summary>Reads what follows a verb.</summary>
internal static class Arguments
{
    internal static string? Text(string[] arguments, string name)
    {
        var place = Array.IndexOf(arguments, name);
        return place >= 0 && place + 1 < arguments.Length ? arguments[place + 1] : null;
    }

    internal static int Number(string[] arguments, string name, int otherwise) => Text(arguments, name) is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : otherwise;
}
