using System.Linq;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Psa.Access;
using Psa.Documents;
using Psa.Languages;
using Psa.Orders;
using Psa.Quotes;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>One merge of a device's file: what became of its entries so far. Each is a step of the services of quotes and orders, in a commit of its own.</summary>
internal sealed class DeviceMerging(IPsaStore store, IClock clock, IIdGenerator ids, ITaxCalculator taxes, IEnumerable<ILanguage> languages, Actor actor)
{
    private readonly Dictionary<Guid, long> _left = [];
    private readonly Dictionary<Guid, RefusedEntry> _closed = [];
    private readonly Dictionary<Guid, string> _tried = [];

    /// <summary>Gets the documents of which something was merged, in the order of the file.</summary>
    internal List<(Id<Quote>? Quote, Id<Order>? Order)> Merged { get; } = [];

    /// <summary>Gets what was refused.</summary>
    internal List<RefusedEntry> Refused { get; } = [];

    /// <summary>Gets what was passed over.</summary>
    internal List<Problem> Ignored { get; } = [];

    /// <summary>Merges an entry, or keeps why it is refused.</summary>
    internal async Task MergeAsync(ReadEntry entry, CancellationToken cancellationToken)
    {
        Ignore(entry.Unknown.Select(field => $"{entry.Where}.{field}"));
        if (entry.Unreadable is { } unreadable)
        {
            var refusal = Refusal(new() { Where = entry.Where, Code = unreadable.Code, Message = unreadable.Message }, unreadable);
            Refused.Add(refusal);
            entry.Names.ForEach(id => _closed.TryAdd(id, refusal));
            return;
        }

        var blank = Blank(entry);
        try
        {
            Border.Check(entry.Draft is null ? entry.Action : (object)entry.Draft, string.Empty);
            RequireWhole(entry, blank);
        }
        catch (PsaException refused)
        {
            Refuse(Refusal(blank, refused));
            return;
        }

        if (blank.Quote is { } quote)
        {
            await MergeAsync(entry, blank, quote, QuoteStep(entry, quote, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await MergeAsync(entry, blank, blank.Order!.Value, OrderStep(entry, blank.Order.Value, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Keeps what was claimed and passed over.</summary>
    internal void Ignore(IEnumerable<string> places)
    {
        foreach (var place in places)
        {
            Ignored.Add(new(OfflineErrors.ClaimIgnored, "Nobody writes this: it was passed over, and what holds was computed. Leave it out.", place));
        }
    }

    private async Task MergeAsync<T>(ReadEntry entry, RefusedEntry blank, Id<T> target, EntryStep<T> step, CancellationToken cancellationToken)
        where T : class, IEntity<T>
    {
        if (await ReplayAsync(entry, blank, target.Value, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        // an id is that of one entry: of another that has it nothing is done, whatever became of the first
        var (id, hash) = (blank.Entry!.Value.Value, HashOf(entry));
        if (!_tried.TryAdd(id, hash) && _tried[id] != hash)
        {
            Refuse(Refusal(blank, new ConcurrencyConflictException(nameof(DeviceEntry), id, 0, 1)));
            return;
        }

        if (_closed.TryGetValue(target.Value, out var earlier))
        {
            var message = $"{earlier.Where} of the same document was refused ({earlier.Code}), so this wasn't tried: mend that first.";
            Refuse(blank with { Code = OfflineErrors.EarlierRefused, Message = message, Ids = earlier.Entry is { } first ? [target.Value, first.Value] : [target.Value] });
            return;
        }

        var stated = step.IsNew ? 0 : step.Version;
        if ((_left.TryGetValue(target.Value, out var left) ? left : stated) is not { } expected)
        {
            const string Message = "Say on which version of its document it is based: the one that the device took along.";
            Refuse(blank with { Code = OfflineErrors.VersionMissing, Message = Message, Fields = ["Version"], Ids = [target.Value] });
            return;
        }

        var seen = new EntryStore<T>(store, target, expected, made => NoteOf(entry, blank, made, step.Claims(made)));
        try
        {
            await step.TakeAsync(seen, expected == 0).ConfigureAwait(false);
        }
        catch (PsaException refused) when (refused is not StoreException)
        {
            // somebody else may have merged it at the same moment
            if (!await ReplayAsync(entry, blank, target.Value, cancellationToken).ConfigureAwait(false))
            {
                var refusal = Refusal(blank, refused is not (PermissionDeniedException or EntityNotFoundException) ? seen.Stale ?? refused : refused);
                await KeepAsync(entry, refusal, cancellationToken).ConfigureAwait(false);
                Refuse(refusal);
            }

            return;
        }

        await ReplayAsync(entry, blank, target.Value, cancellationToken).ConfigureAwait(false);
    }

    // what is known of an entry is told again, and done no second time
    private async Task<bool> ReplayAsync(ReadEntry entry, RefusedEntry blank, Guid target, CancellationToken cancellationToken)
    {
        var known = await store.ReadAsync(
            actor.Tenant,
            async session => await session.Of<DeviceEntry>().FindAsync(MergedId(blank), cancellationToken).ConfigureAwait(false)
                ?? await session.Of<DeviceEntry>().FindAsync(RefusedId(blank), cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        if (known is null)
        {
            return false;
        }

        if (known.ContentHash != HashOf(entry))
        {
            Refuse(Refusal(blank, new ConcurrencyConflictException(nameof(DeviceEntry), blank.Entry!.Value.Value, 0, known.Version)));
        }
        else if (known.Refusal is { } refusal)
        {
            Refuse(refusal with { Where = entry.Where });
        }
        else
        {
            _left[target] = Math.Max(known.LeftVersion, _left.GetValueOrDefault(target));
            Ignore(known.Ignored.AsEnumerable().Select(field => $"{entry.Where}.{field}"));
            if (!Merged.Contains((blank.Quote, blank.Order)))
            {
                Merged.Add((blank.Quote, blank.Order));
            }
        }

        return true;
    }

    private Task<DeviceEntry> KeepAsync(ReadEntry entry, RefusedEntry refusal, CancellationToken cancellationToken) => store.StepAsync(
        clock,
        actor,
        async step =>
        {
            var note = Note(RefusedId(refusal), entry) with { Refusal = refusal };
            return await step.Of<DeviceEntry>().FindAsync(note.Id, cancellationToken).ConfigureAwait(false) ?? step.Of<DeviceEntry>().Add(note);
        },
        cancellationToken);

    private void Refuse(RefusedEntry refusal)
    {
        Refused.Add(refusal);
        if ((refusal.Quote?.Value ?? refusal.Order?.Value) is { } document)
        {
            _closed.TryAdd(document, refusal);
        }
    }

    private EntryStep<Quote> QuoteStep(ReadEntry entry, Id<Quote> id, CancellationToken cancellationToken)
    {
        if (entry.Action is { } action)
        {
            return new(action.Version, IsNew: false, (seen, _) => DoAsync(Quotes(seen), id, action, cancellationToken), static _ => []);
        }

        var draft = entry.Draft!;
        var (written, version) = draft.Quote is { } whole ? (DeviceDrafts.Written(whole), draft.Version ?? whole.Version) : (draft.NewQuote!, draft.Version ?? 0);
        return new(
            version,
            version == 0,
            (seen, isNew) => isNew ? Quotes(seen).DraftAsync(actor, written with { Id = id }, cancellationToken) : Quotes(seen).ChangeAsync(actor, id, written.Content, cancellationToken),
            made => draft.Quote is { } claimed ? Prefixed(nameof(draft.Quote), DeviceClaims.Of(claimed, made), DeviceClaims.Of(written, made)) : Prefixed(nameof(draft.NewQuote), DeviceClaims.Of(written, made)));
    }

    private EntryStep<Order> OrderStep(ReadEntry entry, Id<Order> id, CancellationToken cancellationToken)
    {
        if (entry.Action is { } action)
        {
            return new(action.Version, IsNew: false, (seen, _) => DoAsync(Orders(seen), id, action, cancellationToken), static _ => []);
        }

        var draft = entry.Draft!;
        var (written, version) = draft.Order is { } whole ? (DeviceDrafts.Written(whole), draft.Version ?? whole.Version) : (draft.NewOrder!, draft.Version ?? 0);
        return new(
            version,
            version == 0,
            (seen, isNew) => isNew ? Orders(seen).DraftAsync(actor, written with { Id = id }, cancellationToken) : Orders(seen).ChangeAsync(actor, id, written.Content, cancellationToken),
            made => draft.Order is { } claimed ? Prefixed(nameof(draft.Order), DeviceClaims.Of(claimed, made), DeviceClaims.Of(written, made)) : Prefixed(nameof(draft.NewOrder), DeviceClaims.Of(written, made)));
    }

    private Task DoAsync(QuoteService quotes, Id<Quote> id, DeviceAction action, CancellationToken cancellationToken) => action.Kind switch
    {
        DeviceActionKind.RequestApproval => quotes.RequestApprovalAsync(actor, id, cancellationToken),
        DeviceActionKind.ActivateQuote => quotes.ActivateAsync(actor, id, cancellationToken),
        DeviceActionKind.AcceptQuote => quotes.AcceptAsync(actor, id, action.Acceptance!, cancellationToken),
        DeviceActionKind.WinQuote => quotes.WinAsync(actor, id, action.Win ?? new(), cancellationToken),
        DeviceActionKind.LoseQuote => quotes.LoseAsync(actor, id, action.Reason!, cancellationToken),
        _ => quotes.CancelAsync(actor, id, action.Reason!, cancellationToken),
    };

    private Task DoAsync(OrderService orders, Id<Order> id, DeviceAction action, CancellationToken cancellationToken) => action.Kind switch
    {
        DeviceActionKind.SubmitOrder => orders.SubmitAsync(actor, id, cancellationToken: cancellationToken),
        DeviceActionKind.FulfilOrder => orders.FulfilAsync(actor, id, action.Delivered!.Line, action.Delivered.Quantity, action.Date, cancellationToken),
        _ => orders.CancelAsync(actor, id, action.Reason!, cancellationToken),
    };

    private QuoteService Quotes(IPsaStore seen) => new(seen, clock, ids, taxes, languages);

    private OrderService Orders(IPsaStore seen) => new(seen, clock, ids, taxes, languages);

    // an activation that the prices of today leave without approval is refused, and commits those prices with that
    private DeviceEntry NoteOf<T>(ReadEntry entry, RefusedEntry blank, T made, ValueList<string> claims)
        where T : class, IEntity<T>
    {
        const string Message = "The catalog says other prices by now: the draft has them, and needs an approval with them. Ask for it, and activate the quote then.";
        return entry.Action is { Kind: DeviceActionKind.ActivateQuote } && made is Quote quote && quote.Status == QuoteStatus.Draft
            ? Note(RefusedId(blank), entry) with { Refusal = blank with { Code = QuoteErrors.ApprovalRequired, Message = Message, Ids = [quote.Id.Value] } }
            : Note(MergedId(blank), entry) with { LeftVersion = made.Version, Ignored = claims };
    }

    private DeviceEntry Note(Id<DeviceEntry> id, ReadEntry entry) => new() { Id = id, Tenant = actor.Tenant, ContentHash = HashOf(entry) };

    // a refusal is of who was refused: somebody else may do it
    private Id<DeviceEntry> RefusedId(RefusedEntry blank) => DerivedId.Create<DeviceEntry>(actor.Tenant, "refused entry", blank.Entry!.Value.ToString(), actor.User.ToString());

    private Id<DeviceEntry> MergedId(RefusedEntry blank) => DerivedId.Create<DeviceEntry>(actor.Tenant, "merged entry", blank.Entry!.Value.ToString());

    private static RefusedEntry Blank(ReadEntry entry) => new()
    {
        Where = entry.Where,
        Entry = entry.Draft?.Id ?? entry.Action?.Id,
        Quote = entry.Draft is { } draft ? draft.Quote?.Id ?? draft.NewQuote?.Id : entry.Action?.Quote,
        Order = entry.Draft is { } other ? other.Order?.Id ?? other.NewOrder?.Id : entry.Action?.Order,
        Action = entry.Action?.Kind,
        Code = string.Empty,
        Message = string.Empty,
    };

    private static RefusedEntry Refusal(RefusedEntry blank, PsaException refused) => blank with
    {
        Code = refused.Code,
        Message = refused.Message,
        Fields = refused.Fields,
        Ids = refused.Ids,
        Expected = (refused as ConcurrencyConflictException)?.Expected,
        Found = (refused as ConcurrencyConflictException)?.Stored,
    };

    private static void RequireWhole(ReadEntry entry, RefusedEntry blank)
    {
        if (blank.Entry is not { IsEmpty: false })
        {
            throw new ValidationFailedException([new(MoneyErrors.Missing, "Give the entry an id, made on the device.", "Id")]);
        }

        var isOfOne = entry.Draft is { } draft
            ? new object?[] { draft.Quote, draft.Order, draft.NewQuote, draft.NewOrder }.Count(static one => one is not null) == 1
            : entry.Action!.Kind >= DeviceActionKind.SubmitOrder ? entry.Action is { Order: not null, Quote: null } : entry.Action is { Quote: not null, Order: null };
        if (!isOfOne || (blank.Quote ?? default(Id<Quote>)).IsEmpty == (blank.Order ?? default(Id<Order>)).IsEmpty)
        {
            throw new RuleViolationException(OfflineErrors.BadEntry, "An entry is of one document, a quote or an order as its action asks, and names its id: say which.", blank.Entry.Value.Value);
        }

        var missing = entry.Action switch
        {
            { Kind: DeviceActionKind.AcceptQuote, Acceptance: null } => nameof(DeviceAction.Acceptance),
            { Kind: DeviceActionKind.FulfilOrder, Delivered: null } => nameof(DeviceAction.Delivered),
            { Kind: DeviceActionKind.LoseQuote or DeviceActionKind.CancelQuote or DeviceActionKind.CancelOrder, Reason: null } => nameof(DeviceAction.Reason),
            _ => null,
        };
        if (missing is not null)
        {
            throw new ValidationFailedException([new(MoneyErrors.Missing, "It is missing: the action needs it.", missing)]);
        }
    }

    private static string HashOf(ReadEntry entry) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        entry.Draft is { } draft ? PsaJson.Write(draft, PsaJsonContext.Default.DeviceDraft) : PsaJson.Write(entry.Action!, PsaJsonContext.Default.DeviceAction))));

    private static ValueList<string> Prefixed(string of, params ReadOnlySpan<ValueList<string>> fields)
    {
        var places = new List<string>();
        foreach (var list in fields)
        {
            places.AddRange(list.AsEnumerable().Select(field => $"{of}.{field}"));
        }

        return places.Distinct(StringComparer.Ordinal).ToValueList();
    }

    /// <summary>What an entry does with its document.</summary>
    /// <param name="Version">The version on which it is based, as the entry says.</param>
    /// <param name="IsNew">Whether the document is new.</param>
    /// <param name="TakeAsync">Does it, through a store, with a document that is new or there.</param>
    /// <param name="Claims">Tells what it claimed that isn't so.</param>
    private sealed record EntryStep<T>(long? Version, bool IsNew, Func<IPsaStore, bool, Task> TakeAsync, Func<T, ValueList<string>> Claims);
}
