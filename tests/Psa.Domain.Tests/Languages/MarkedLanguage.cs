using System.Reflection;
using Psa.Languages;

namespace Psa.Domain.Tests.Languages;

/// <summary>A language of marks: whatever it is asked to say becomes ‹› and the figures it was given, so that a word which doesn't come from a language stands out.</summary>
public class MarkedLanguage : DispatchProxy
{
    public const string Tag = "qaa";

    /// <summary>Gets the members that were asked for, so that a test can tell which texts it has passed through.</summary>
    public HashSet<string> Asked { get; } = [];

    public static (ILanguage Language, MarkedLanguage Marks) Create()
    {
        var language = Create<ILanguage, MarkedLanguage>();
        return (language, (MarkedLanguage)(object)language);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var name = targetMethod!.Name.Replace("get_", string.Empty, StringComparison.Ordinal);
        Asked.Add(name);
        return name switch
        {
            nameof(ILanguage.Tag) => Tag,
            nameof(ILanguage.Number) => args![0],
            nameof(ILanguage.Date) => ((NodaTime.LocalDate)args![0]!).ToString("uuuu'-'MM'-'dd", null),
            _ => "‹›" + string.Join(' ', (args ?? []).OfType<string>()),
        };
    }
}
