using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Work;

/// <summary>Where a ticket stands.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class TicketStatus : SmartEnum<TicketStatus>, IJsonConverterSource
{
    /// <summary>Nobody works on it yet.</summary>
    public static readonly TicketStatus New = new(nameof(New), 1);

    /// <summary>Somebody works on it.</summary>
    public static readonly TicketStatus InProgress = new(nameof(InProgress), 2);

    /// <summary>It waits for somebody: <see cref="Ticket.WaitingFor"/> says for whom.</summary>
    public static readonly TicketStatus Waiting = new(nameof(Waiting), 3);

    /// <summary>What was asked is done.</summary>
    public static readonly TicketStatus Solved = new(nameof(Solved), 4);

    /// <summary>It is over.</summary>
    public static readonly TicketStatus Closed = new(nameof(Closed), 5);

    /// <summary>It was solved or closed, and isn't over.</summary>
    public static readonly TicketStatus Reopened = new(nameof(Reopened), 6);

    private TicketStatus(string name, int value)
        : base(name, value)
    {
    }

    /// <summary>Gets all values in order.</summary>
    public static ValueList<TicketStatus> All { get; } = [New, InProgress, Waiting, Solved, Closed, Reopened];

    /// <summary>Finds a value by its name.</summary>
    /// <param name="name">The name, in this case.</param>
    /// <param name="status">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out TicketStatus? status) => All.TryFind(name, out status);

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<TicketStatus>();
}
