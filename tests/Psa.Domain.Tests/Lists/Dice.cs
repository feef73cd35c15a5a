using NodaTime;
using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;
using Psa.Domain.Tests.Services;

namespace Psa.Domain.Tests.Lists;

/// <summary>Values of which many are alike.</summary>
internal sealed class Dice
{
    private readonly Random _random;
    private readonly HashSet<string> _numbers = new(StringComparer.Ordinal);

    public Dice(Random random)
    {
        _random = random;
        Customers = [.. Enumerable.Range(0, 3).Select(n => ACustomer($"C{n}"))];
    }

    public Customer[] Customers { get; }

    public int Next(int below) => _random.Next(below);

    public bool Toss() => Next(2) == 0;

    public T Any<T>(params IEnumerable<T> of)
    {
        var all = of.ToArray();
        return all[_random.Next(all.Length)];
    }

    public string Text() => Any(ListedWorld.Texts);

    public string? TextOrNone() => Next(3) == 0 ? null : Text();

    /// <summary>A number that nobody has: it may differ from another's in case alone.</summary>
    public string Number()
    {
        while (true)
        {
            var number = Text() + (Next(3) == 0 ? $"{Next(20)}" : string.Empty);
            if (_numbers.Add(number))
            {
                return number;
            }
        }
    }

    public LocalDate Day() => ListedWorld.Day.PlusDays(_random.Next(-3, 4));

    public LocalDate? DayOrNone() => Next(3) == 0 ? null : Day();

    public Id<Customer> Customer() => Any(Customers).Id;

    public string NameOf(Id<Customer> customer) => Customers.Single(one => one.Id == customer).Name;

    public Id<T>? Few<T>() => Next(3) == 0 ? null : new(ListedWorld.Guid(Next(3)));

    public Money Amount(Currency currency) => Money.FromMinorUnits(_random.Next(-2, 3) * 100, currency);

    public ValueList<DocumentLine> Lines(Currency currency, int atLeast = 0) =>
        [.. Enumerable.Range(0, atLeast + Next(3)).Select(_ => new DocumentLine { Text = Text(), Product = Few<Product>(), Quantity = 2m, Amount = Amount(currency) })];

    public Id<T> Id<T>()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new(new Guid(bytes));
    }

    private Customer ACustomer(string number)
    {
        var id = Id<Customer>();
        return new() { Id = id, Payer = id, Tenant = AnOffice.Tenant, Number = number, Name = Text() };
    }
}
