namespace Psa.Domain.Tests.Lists;

/// <summary>A field of a list as a test reads it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What its values are: text, id, date, money, number, truth or choice.</param>
/// <param name="Read">Gives the values of a record; what is <see langword="null"/> is none.</param>
/// <param name="IsMany">Whether a record may have several.</param>
/// <param name="Choices">The names of a choice, in their order: a value is the place of one.</param>
internal sealed record PlainField<T>(string Name, string Kind, Func<T, object?[]> Read, bool IsMany = false, string[]? Choices = null)
{
    public object[] Values(T record) => Read(record).OfType<object>().ToArray();

    public object Parse(string text) => Choices is { } choices ? Array.IndexOf(choices, text) : ReferenceList.Parse(Kind, text);

    public string Write(object value) => Choices is { } choices ? choices[(int)value] : ReferenceList.Write(Kind, value);
}
