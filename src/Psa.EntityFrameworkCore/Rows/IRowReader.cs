using NodaTime;

namespace Psa.EntityFrameworkCore;

/// <summary>Gives the values of one row after the other. A database implements it.</summary>
internal interface IRowReader : IAsyncDisposable
{
    /// <summary>Goes to the next row; tells whether there is one.</summary>
    ValueTask<bool> NextAsync(CancellationToken cancellationToken);

    bool IsNull(int place);

    string GetText(int place);

    /// <summary>Gives a text's bytes, which are there until another value is asked for.</summary>
    ReadOnlySpan<byte> GetUtf8(int place);

    long GetLong(int place);

    int GetInt(int place);

    bool GetBool(int place);

    Guid GetGuid(int place);

    LocalDate GetDate(int place);

    Instant GetMoment(int place);

    decimal GetDecimal(int place);
}
