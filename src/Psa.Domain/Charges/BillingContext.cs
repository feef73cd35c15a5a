using System.Collections.Frozen;
using NodaTime;
using Psa.Catalog;
using Psa.Languages;
using Psa.Runs;
using Psa.Sellers;

namespace Psa.Charges;

/// <summary>What all customers of a run share: dates, seller, catalog and taxes. Immutable, so partitions use it side by side.</summary>
public sealed class BillingContext
{
    private readonly FrozenDictionary<Id<Product>, Product> _products;
    private readonly FrozenDictionary<string, Product> _productsByService;
    private readonly ValueList<UnitGroup> _unitGroups;

    /// <summary>Gathers what a run needs.</summary>
    /// <param name="entity">The billing entity.</param>
    /// <param name="products">The catalog.</param>
    /// <param name="priceLists">The price lists.</param>
    /// <param name="taxTable">The tax table.</param>
    /// <param name="unitGroups">The unit groups.</param>
    /// <param name="volumeDiscounts">The volume discounts.</param>
    public BillingContext(
        BillingEntity entity,
        IEnumerable<Product> products,
        ValueList<PriceList> priceLists,
        TaxTable taxTable,
        ValueList<UnitGroup> unitGroups = default,
        ValueList<VolumeDiscount> volumeDiscounts = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(products);
        Entity = entity;
        TaxTable = taxTable;
        _unitGroups = unitGroups;
        var byId = new Dictionary<Id<Product>, Product>();
        var byService = new Dictionary<string, Product>(StringComparer.Ordinal);
        foreach (var product in products)
        {
            byId.Add(product.Id, product);
            if (product.ServiceCode is { } code && !byService.TryAdd(code, product) && product.IsActive && !byService[code].IsActive)
            {
                byService[code] = product; // one that is no longer sold stands for the service only where none is
            }
        }

        _products = byId.ToFrozenDictionary();
        Prices = PriceBook.Of(priceLists, entity.PriceMode, byId.Values, unitGroups, volumeDiscounts);
        _productsByService = byService.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Gets the run.</summary>
    public required Id<BillingRun> Run { get; init; }

    /// <summary>Gets the number of the run's calculation, from 1: documents and obstacles of another calculation have other ids.</summary>
    public int Calculation { get; init; }

    /// <summary>Gets the bill-through date: what is due on or before it is billed.</summary>
    public required LocalDate Through { get; init; }

    /// <summary>Gets the invoice date printed on the documents, from which payment terms count.</summary>
    public required LocalDate InvoiceDate { get; init; }

    /// <summary>Gets the tenant.</summary>
    public TenantId Tenant => Entity.Tenant;

    /// <summary>Gets the seller.</summary>
    public BillingEntity Entity { get; }

    /// <summary>Gets whether any of the tenant's billing entities is the default one: else usage of customers that name none is an obstacle of every run.</summary>
    public bool HasDefaultEntity { get; init; } = true;

    /// <summary>Gets the billing entities that are switched off: usage of customers that name one is an obstacle of every run, for no run bills it.</summary>
    public IReadOnlySet<Id<BillingEntity>> InactiveEntities { get; init; } = FrozenSet<Id<BillingEntity>>.Empty;

    /// <summary>Gets the catalog's prices.</summary>
    internal PriceBook Prices { get; }

    /// <summary>Gets the languages that documents can speak.</summary>
    internal LanguageSet Languages { get; init; } = LanguageSet.BuiltIn;

    /// <summary>Gets the tax table.</summary>
    public TaxTable TaxTable { get; }

    /// <summary>Gets how amounts are rounded.</summary>
    public Rounding Rounding => Entity.Rounding;

    /// <summary>Finds a product.</summary>
    /// <param name="id">Its id, or <see langword="null"/>.</param>
    /// <returns>The product, or <see langword="null"/>.</returns>
    public Product? FindProduct(Id<Product>? id) => id is { } value && _products.TryGetValue(value, out var product) ? product : null;

    /// <summary>Finds the product that a vendor's service is sold as.</summary>
    /// <param name="serviceCode">The service.</param>
    /// <returns>The product, or <see langword="null"/>.</returns>
    public Product? FindProductOfService(string serviceCode) => _productsByService.GetValueOrDefault(serviceCode);

    /// <summary>Finds a unit group; a tenant has a handful of them.</summary>
    internal UnitGroup? FindUnitGroup(Id<UnitGroup>? id)
    {
        if (id is { } wanted)
        {
            foreach (var group in _unitGroups)
            {
                if (group.Id == wanted)
                {
                    return group;
                }
            }
        }

        return null;
    }

    /// <summary>Gives the code of UN/ECE Recommendation 20 of a unit of a product's group; <see langword="null"/> where the unit says it itself.</summary>
    internal string? UnitCodeOf(Id<Product>? product, string unit) =>
        !_unitGroups.IsEmpty && FindUnitGroup(FindProduct(product)?.UnitGroup)?.Find(unit)?.UneceCode is { } code && code != unit ? code : null;
}
