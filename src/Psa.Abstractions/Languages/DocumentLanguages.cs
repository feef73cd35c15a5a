namespace Psa.Languages;

/// <summary>The languages that the library speaks.</summary>
public static class DocumentLanguages
{
    /// <summary>Gets English, which speaks for a language that is nowhere found.</summary>
    public static ILanguage English { get; } = new English();

    /// <summary>Gets German.</summary>
    public static ILanguage German { get; } = new German();

    /// <summary>Gets Spanish.</summary>
    public static ILanguage Spanish { get; } = new Spanish();

    /// <summary>Gets Romanian.</summary>
    public static ILanguage Romanian { get; } = new Romanian();

    /// <summary>Gets French.</summary>
    public static ILanguage French { get; } = new French();

    /// <summary>Gets all of them.</summary>
    public static ValueList<ILanguage> All { get; } = [English, German, Spanish, Romanian, French];
}
