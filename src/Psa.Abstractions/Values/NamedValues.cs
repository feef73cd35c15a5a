using System.Diagnostics.CodeAnalysis;
using Ardalis.SmartEnum;

namespace Psa;

/// <summary>Finds a smart enum's value by its name, without the reflection behind SmartEnum's own look-up, which trimming breaks.</summary>
internal static class NamedValues
{
    internal static bool TryFind<T>(this ValueList<T> all, string? name, [NotNullWhen(true)] out T? value)
        where T : SmartEnum<T>
    {
        foreach (var candidate in all)
        {
            if (candidate.Name == name)
            {
                value = candidate;
                return true;
            }
        }

        value = null;
        return false;
    }
}
