using Psa.Storage;

namespace Psa.Lists;

/// <summary>The words of a search: what stands in quotes is one, and a quote that isn't closed is a letter.</summary>
internal static class SearchWords
{
    /// <summary>The most words of a search.</summary>
    internal const int Most = 20;

    /// <summary>Gives the folds of the words.</summary>
    internal static List<string> Of(string search)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= search.Length; i++)
        {
            var isEnd = i == search.Length || char.IsWhiteSpace(search[i]);
            var closing = !isEnd && search[i] == '"' ? search.IndexOf('"', i + 1) : -1;
            if (!isEnd && closing < 0)
            {
                continue;
            }

            Add(words, search[start..i]);
            if (closing > 0)
            {
                Add(words, search[(i + 1)..closing]);
                i = closing;
            }

            start = i + 1;
        }

        return words;
    }

    /// <summary>Tells whether each word is in one of some fields.</summary>
    internal static bool AreIn<T>(List<string> words, ValueList<Field<T>> fields, T row, in FieldReading reading)
    {
        var texts = new List<string>();
        foreach (var field in fields)
        {
            switch (field.Read(row, reading))
            {
                case string text:
                    texts.Add(TextFold.Of(text));
                    break;
                case List<object> many:
                    foreach (var text in many)
                    {
                        texts.Add(TextFold.Of((string)text));
                    }

                    break;
                default:
                    break;
            }
        }

        foreach (var word in words)
        {
            if (!texts.Exists(text => text.Contains(word, StringComparison.Ordinal)))
            {
                return false;
            }
        }

        return true;
    }

    private static void Add(List<string> words, string word)
    {
        if (!string.IsNullOrWhiteSpace(word))
        {
            words.Add(TextFold.Of(word));
        }
    }
}
