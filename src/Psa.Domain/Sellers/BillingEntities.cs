
namespace Psa.Sellers;

/// <summary>Rules of billing entities.</summary>
internal static class BillingEntities
{
    private const int MaxCode = 10;

    /// <summary>Checks a billing entity: what its documents must show, its code, its footers, its minimum, its payable steps.</summary>
    /// <param name="entity">The entity.</param>
    /// <returns>All that is wrong with it; empty when nothing is.</returns>
    public static ValueList<Problem> Validate(this BillingEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        var problems = new List<Problem>();
        if (!IsCode(entity.Code))
        {
            problems.Add(new(SellerErrors.BadEntityCode, $"'{entity.Code}' is no code of a billing entity: use 1 to {MaxCode} letters and digits.", nameof(entity.Code)));
        }

        Require(entity.LegalName.Length > 0, nameof(entity.LegalName), "its legal name");
        Require(entity.VatNumber.Length + entity.RegistrationNumber.Length > 0, nameof(entity.VatNumber), "a VAT number or a registration number");
        Require(entity.Address.City.Length > 0, "Address.City", "a city");
        Require(Countries.IsCountry(entity.Address.Country), "Address.Country", "a country: two capital letters of ISO 3166-1");
        Require(!entity.Currency.IsNone, nameof(entity.Currency), "a currency");
        if (entity.MinimumInvoice is { } minimum && (minimum.Sign < 0 || minimum.Currency != entity.Currency))
        {
            problems.Add(new(SellerErrors.BadMinimum, $"The minimum {minimum} must be zero or more and in {entity.Currency}.", nameof(entity.MinimumInvoice)));
        }

        var currencies = new HashSet<Currency>();
        for (var i = 0; i < entity.PayableSteps.Count; i++)
        {
            var step = entity.PayableSteps[i];
            if (step.Currency.IsNone || step.Sign <= 0 || !currencies.Add(step.Currency))
            {
                problems.Add(new(
                    SellerErrors.BadPayableStep,
                    $"{step} is no step of payable amounts: give one above zero for each currency, such as 0.05 CHF.",
                    FormattableString.Invariant($"{nameof(entity.PayableSteps)}[{i}]")));
            }
        }

        CheckFooter(entity.InvoiceFooter, nameof(entity.InvoiceFooter));
        CheckFooter(entity.CreditNoteFooter, nameof(entity.CreditNoteFooter));
        return problems.ToValueList();

        void Require(bool isThere, string field, string what)
        {
            if (!isThere)
            {
                problems.Add(new(SellerErrors.IncompleteEntity, $"The billing entity needs {what}: documents must show it.", field));
            }
        }

        void CheckFooter(string footer, string field)
        {
            foreach (var problem in Footers.Validate(footer))
            {
                problems.Add(problem with { Where = field });
            }
        }
    }

    /// <summary>Gives the step in which invoices of a currency are paid, or <see langword="null"/>.</summary>
    internal static Money? PayableStepOf(this BillingEntity entity, Currency currency)
    {
        foreach (var step in entity.PayableSteps)
        {
            if (step.Currency == currency)
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>Demands that an entity still issues documents.</summary>
    /// <param name="entity">The entity.</param>
    /// <returns>The entity.</returns>
    /// <exception cref="RuleViolationException"><c>billing_entity.inactive</c>.</exception>
    public static BillingEntity RequireActive(this BillingEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return entity.IsActive
            ? entity
            : throw new RuleViolationException(
                SellerErrors.InactiveEntity, $"{entity.LegalName} is switched off and bills nothing new: choose another billing entity, or switch it on again.", entity.Id.Value);
    }

    private static bool IsCode(string code)
    {
        foreach (var letter in code)
        {
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                return false;
            }
        }

        return code.Length is > 0 and <= MaxCode;
    }
}
