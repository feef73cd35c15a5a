using System.Collections.Frozen;

namespace Psa.Languages;

/// <summary>The languages of the library and those of the host, which go before them.</summary>
internal sealed class LanguageSet
{
    private readonly FrozenDictionary<string, ILanguage> _byTag;

    internal LanguageSet(IEnumerable<ILanguage> hosts)
    {
        var byTag = new Dictionary<string, ILanguage>(StringComparer.OrdinalIgnoreCase);
        foreach (var language in DocumentLanguages.All)
        {
            byTag[language.Tag] = language;
        }

        foreach (var language in hosts)
        {
            byTag[language.Tag] = language;
        }

        _byTag = byTag.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    internal static LanguageSet BuiltIn { get; } = new([]);

    /// <summary>Finds a language by its tag: <c>de-AT</c> by itself, else as <c>de</c>, else English.</summary>
    internal ILanguage Find(string? tag)
    {
        for (var left = tag?.Trim() ?? string.Empty; left.Length > 0; left = left[..Math.Max(0, left.LastIndexOf('-'))])
        {
            if (_byTag.TryGetValue(left, out var found))
            {
                return found;
            }
        }

        return DocumentLanguages.English;
    }
}
