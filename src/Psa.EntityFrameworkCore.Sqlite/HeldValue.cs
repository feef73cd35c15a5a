using NodaTime;

namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>
/// What a place of a statement holds. SQLite keeps it for the next row, so what a row has in common with the one before (nothing, the tenant, the run, a currency) needn't be bound again.
/// Texts are told apart as objects: those of few words are the same one, and to compare others would cost what it saves.
/// </summary>
internal struct HeldValue
{
    private static readonly object Nothing = new();
    private static readonly object Number = new();
    private static readonly object Id = new();
    private static readonly object Date = new();

    // the text, or which of the others it is; null when it isn't known
    private object? _what;
    private long _number;
    private Guid _id;
    private LocalDate _date;

    /// <summary>Says that something is held that isn't known here.</summary>
    internal void Forget() => _what = null;

    /// <summary>Puts nothing in its place; tells whether that is a change.</summary>
    internal bool Replace() => ReplaceObject(Nothing);

    /// <summary>Puts a text in its place: a string, or bytes that don't change; tells whether that is a change.</summary>
    internal bool ReplaceObject(object text)
    {
        var isOther = !ReferenceEquals(_what, text);
        _what = text;
        return isOther;
    }

    /// <summary>Puts a number in its place; tells whether that is a change.</summary>
    internal bool Replace(long value)
    {
        var isOther = !ReferenceEquals(_what, Number) || _number != value;
        (_what, _number) = (Number, value);
        return isOther;
    }

    /// <summary>Puts an id in its place; tells whether that is a change.</summary>
    internal bool Replace(Guid value)
    {
        var isOther = !ReferenceEquals(_what, Id) || _id != value;
        (_what, _id) = (Id, value);
        return isOther;
    }

    /// <summary>Puts a date in its place; tells whether that is a change.</summary>
    internal bool Replace(LocalDate value)
    {
        var isOther = !ReferenceEquals(_what, Date) || _date != value;
        (_what, _date) = (Date, value);
        return isOther;
    }
}
