using System.Text.Json.Nodes;
using Psa.Access;
using Psa.Catalog;
using Psa.Customers;
using Psa.Orders;
using Psa.Quotes;
using Psa.Records;
using static Psa.Domain.Tests.Quotes.AQuoteDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Offline;

/// <summary>Files as a device of today would bring them, and then spoiled: with claims, other ids and versions, duplicates, another order, unknown names.</summary>
internal sealed class FuzzedFiles(Device device, Random random)
{
    internal static readonly TenantId OtherTenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4aff"));
    internal static readonly Id<Customer> OtherCustomer = DerivedId.Create<Customer>(OtherTenant, "customer");

    private static readonly string[] Claims =
    [
        "status", "number", "revision", "approval", "acceptance", "totals", "total", "ordered", "quantities", "source", "unitPrice", "price", "amount", "priceBehaviour", "version", "discounts", "discount",
        "customer", "servedCustomer", "tenant", "author", "quote", "id", "lines", "product", "quantity", "kind", "sendings", "activatedAt", "submittedOn", "fulfilments", "taxCode", "content",
    ];

    private readonly List<JsonNode> _brought = [];

    internal async Task<string> NextAsync()
    {
        var (quotes, orders, drafts, actions) = (await device.AllAsync<Quote>(), await device.AllAsync<Order>(), new List<DeviceDraft>(), new List<DeviceAction>());
        for (var i = random.Next(3); i >= 0; i--)
        {
            drafts.Add(ADraft(quotes, orders));
        }

        for (var i = random.Next(4); i >= 0; i--)
        {
            actions.Add(AnAction(quotes, orders, drafts));
        }

        var file = JsonNode.Parse(Device.Json(new() { Drafts = [.. drafts], Actions = [.. actions] }))!;
        for (var i = random.Next(3) == 0 ? 0 : random.Next(4); i > 0; i--)
        {
            Spoil(file);
        }

        return file.ToJsonString();
    }

    private DeviceDraft ADraft(List<Quote> quotes, List<Order> orders) => random.Next(7) switch
    {
        0 => device.Draft(device.NewOrderId(), ALine().Line),
        1 when quotes.Count > 0 => device.Draft(Claiming(Any(quotes))),
        2 when quotes.Count > 0 => device.Draft(Claiming(Any(quotes)) with { Id = device.NewQuoteId(), Version = 0 }),
        3 when orders.Count > 0 => new() { Id = device.Entry(), Order = Claiming(Any(orders)) },
        4 when orders.Count > 0 => new() { Id = device.Entry(), Order = Claiming(Any(orders)) with { Id = device.NewOrderId(), Version = 0 } },
        5 when quotes.Count > 0 => Any(quotes) is var quote ? new() { Id = device.Entry(), Version = Near(quote.Version), NewQuote = device.Desk.New(ALineOfQuote()) with { Id = quote.Id } } : null!,
        _ => device.Draft(device.NewQuoteId(), ALineOfQuote(), Sold(random.Next(1, 9))),
    };

    private Quote Claiming(Quote quote) => random.Next(5) switch
    {
        0 => quote with { Status = Any(QuoteStatus.All), Number = "Q-0777" },
        1 => quote with { Approval = new(ApprovalState.Granted, QuoteHash.Of(quote), UserId.Of("x")) { DecidedBy = UserId.Of("y") } },
        2 when !quote.Lines.IsEmpty => quote with { Lines = quote.Lines.SetItem(0, quote.Lines[0] with { UnitPrice = Price(0.01m), Source = Any<PriceSource?>([null, new(PriceSourceKind.Agreed), new(PriceSourceKind.Catalog, APriceList.Id), new(PriceSourceKind.Override, By: "Ann")]) }) },
        3 => quote with { Totals = quote.Totals with { TotalWithTax = Eur(0.01m) }, Acceptance = new("Eve", "x", []) { Totals = quote.Totals, At = device.World.Clock.GetCurrentInstant() } },
        _ => quote with { Note = "Changed" },
    };

    private Order Claiming(Order order) => random.Next(4) switch
    {
        0 => order with { Status = Any(OrderStatus.All), Number = "O-0777", SubmittedOn = Start },
        1 when !order.Lines.IsEmpty => order with { Lines = order.Lines.SetItem(0, order.Lines[0] with { UnitPrice = Price(0.01m), Source = new(PriceSourceKind.Override, By: "Ann") }) },
        2 => order with { Quantities = [new(1m, 0m, 1m)], Totals = order.Totals with { TotalWithTax = Eur(0.01m) } },
        _ => order with { Note = "Changed" },
    };

    private DeviceAction AnAction(List<Quote> quotes, List<Order> orders, List<DeviceDraft> drafts)
    {
        var kind = Any(Enum.GetValues<DeviceActionKind>());
        var action = new DeviceAction { Id = device.Entry(), Kind = kind, Acceptance = new() { ByName = "Carl" }, Delivered = new(0, 1m), Reason = "So it is" };
        if (kind >= DeviceActionKind.SubmitOrder)
        {
            var drafted = drafts.Find(draft => draft.NewOrder is not null)?.NewOrder!.Id;
            return drafted is not null && random.Next(2) == 0 ? action with { Order = drafted }
                : orders.Count > 0 && Any(orders) is var order ? action with { Order = order.Id, Version = Near(order.Version) } : action with { Order = device.NewOrderId(), Version = 1 };
        }

        var written = drafts.Find(draft => draft.NewQuote is not null)?.NewQuote!.Id;
        return written is not null && random.Next(2) == 0 ? action with { Quote = written }
            : quotes.Count > 0 && Any(quotes) is var quote ? action with { Quote = quote.Id, Version = Near(quote.Version) } : action with { Quote = device.NewQuoteId(), Version = 1 };
    }

    private long Near(long version) => random.Next(6) == 0 ? version + random.Next(-1, 2) : version;

    private NewQuoteLine ALineOfQuote() => random.Next(5) switch
    {
        0 => ALine(10m),
        1 => Sold() with { Line = new(2m) { Text = "Storage", Product = AProduct.Id, UnitPrice = Price(0.10m) } },
        2 => Sold() with { Line = new(2m) { Text = "Storage", Product = AProduct.Id, Discount = Discount.OfPercent(Percent.Of(50m)) } },
        _ => Sold(random.Next(1, 5)),
    };

    private void Spoil(JsonNode file)
    {
        var objects = Objects(file).ToList();
        var at = Any(objects);
        switch (random.Next(6))
        {
            case 0:
                at[Any(Claims)] = AValue();
                break;
            case 1 when at.Count > 0:
                at[Any<string>(at.Select(static one => one.Key).ToList())] = AValue();
                break;
            case 2 when at.Count > 0:
                at.Remove(Any<string>(at.Select(static one => one.Key).ToList()));
                break;
            case 3 when Entries(file) is { Count: > 0 } list:
                list.Insert(random.Next(list.Count + 1), list[random.Next(list.Count)]!.DeepClone());
                break;
            case 4 when Entries(file) is { Count: > 1 } list:
                var moved = list[0]!;
                list.RemoveAt(0);
                list.Insert(random.Next(list.Count + 1), moved);
                break;
            default:
                // something that an earlier file brought
                if (Entries(file) is { Count: > 0 } some)
                {
                    _brought.Add(some[random.Next(some.Count)]!.DeepClone());
                    some.Add(Any(_brought).DeepClone());
                }

                break;
        }
    }

    private JsonNode? AValue() => random.Next(12) switch
    {
        0 => JsonValue.Create(Any<string>(["Draft", "Active", "Won", "Lost", "Submitted", "Closed", "Granted", "Override", "Locked"])),
        1 => JsonValue.Create(random.Next(-1, 9)),
        2 => JsonValue.Create(OtherCustomer.ToString()),
        3 => JsonValue.Create(Device.Other.Id.ToString()),
        4 => JsonValue.Create(Any<string>(["Q-0001", "Q-0999", "O-0001", ""])),
        5 => JsonNode.Parse("""{"kind":"Override","by":"Ann"}"""),
        6 => JsonValue.Create(Any<string>(["0.01 EUR", "0 EUR", "-5 EUR", "0.01"])),
        7 => JsonNode.Parse("""{"state":"Granted","contentHash":"x","requestedBy":"ann"}"""),
        8 => new JsonArray(),
        9 => JsonValue.Create(true),
        10 => JsonValue.Create(AProduct.Id.ToString()),
        _ => null,
    };

    private JsonArray? Entries(JsonNode file) => file[Any<string>(["drafts", "actions"])] as JsonArray;

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject one => [one, .. one.Select(static property => property.Value).SelectMany(Objects)],
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    private T Any<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
