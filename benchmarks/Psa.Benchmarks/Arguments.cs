namespace Psa.Benchmarks;

/// <summary>Reads what follows a verb.</summary>
internal static class Arguments
{
    internal static int Number(string[] arguments, string name, int otherwise)
    {
        var place = Array.IndexOf(arguments, name);
        return place >= 0 && place + 1 < arguments.Length ? int.Parse(arguments[place + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
