using System.Diagnostics.CodeAnalysis;

namespace Psa.Customers;

/// <summary>Rules of billing information.</summary>
internal static class BillingInformationRules
{
    private const int MostTimeStep = 1440;

    /// <summary>Names what is missing to bill: legal name, e-mail, language, country, city, currency, and a tax code or exemption.</summary>
    /// <param name="information">The billing information, or <see langword="null"/> when there is none.</param>
    /// <returns>The names of all missing fields, in the order of a form: <c>Address.City</c>; empty when it is complete.</returns>
    public static ValueList<string> MissingFields(this BillingInformation? information)
    {
        var missing = ValueList<string>.Empty;
        Require(information?.LegalName, nameof(BillingInformation.LegalName));
        Require(information?.Email, nameof(BillingInformation.Email));
        Require(information?.Language, nameof(BillingInformation.Language));
        Require(information?.Address?.Country, "Address.Country");
        Require(information?.Address?.City, "Address.City");
        Require(information?.Currency?.Code, nameof(BillingInformation.Currency));
        Require(information?.TaxExemption is null ? information?.TaxCode : "exempt", nameof(BillingInformation.TaxCode));
        return missing;

        void Require(string? value, string field)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                missing = missing.Add(field);
            }
        }
    }

    /// <summary>Tells whether there is all that is needed to bill.</summary>
    /// <param name="information">The billing information, or <see langword="null"/> when there is none.</param>
    /// <returns>Whether nothing is missing.</returns>
    public static bool IsComplete([NotNullWhen(true)] this BillingInformation? information) => information.MissingFields().IsEmpty;

    /// <summary>Tells whether a customer can be billed.</summary>
    /// <param name="customer">The customer.</param>
    /// <returns>Whether its billing information is complete.</returns>
    public static bool CanBeBilled(this Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return customer.BillingInformation.IsComplete();
    }

    /// <summary>Demands that customers can be billed.</summary>
    /// <param name="customers">The customers.</param>
    /// <exception cref="BillingInformationRequiredException"><c>billing_information.required</c>, naming all customers whose billing information isn't complete.</exception>
    public static void RequireComplete(params ReadOnlySpan<Customer> customers)
    {
        var (missing, fields) = (new List<Guid>(), new List<string>());
        foreach (var customer in customers)
        {
            if (!customer.CanBeBilled())
            {
                missing.Add(customer.Id.Value);
                foreach (var field in customer.BillingInformation.MissingFields())
                {
                    var path = $"{nameof(customer.BillingInformation)}.{field}";
                    if (!fields.Contains(path))
                    {
                        fields.Add(path);
                    }
                }
            }
        }

        if (missing.Count > 0)
        {
            throw new BillingInformationRequiredException([.. missing]).At([.. fields]);
        }
    }

    /// <summary>Checks what is filled in; that something is missing is no error, since it may be saved in part.</summary>
    /// <param name="information">The billing information.</param>
    /// <returns>All that can't be right (<c>billing_information.bad_value</c>), each with its field.</returns>
    public static ValueList<Problem> Validate(this BillingInformation information)
    {
        ArgumentNullException.ThrowIfNull(information);
        var problems = new List<Problem>();
        Check(information.Email is not { Length: > 0 } email || IsEmail(email), nameof(information.Email), "is no e-mail address");
        Check(information.Address?.Country is not { Length: > 0 } country || Countries.IsCountry(country), "Address.Country", "is no country: use two capital letters of ISO 3166-1");
        Check(information.Currency is not { IsNone: true }, nameof(information.Currency), "is the default value, which is no currency: leave it out or choose one");
        Check(
            information.PaymentMethod != PaymentMethod.DirectDebit || !string.IsNullOrWhiteSpace(information.BankAccount),
            nameof(information.BankAccount),
            "is needed for direct debit");
        Check(information.TimeStep is null or (>= 0 and <= MostTimeStep), nameof(information.TimeStep), "is no step that time is rounded up to: use 0 to 1440 minutes");
        Check(information.TaxExemption is not { Category.NeedsReason: false }, "TaxExemption.Category", "is no exemption: use E, AE, K, G or O");
        Check(information.TaxExemption is null || !string.IsNullOrWhiteSpace(information.TaxExemption.Reason), "TaxExemption.Reason", "is missing: documents must show it");
        for (var i = 0; i < information.InvoiceRecipients.Count; i++)
        {
            Check(IsEmail(information.InvoiceRecipients[i]), FormattableString.Invariant($"InvoiceRecipients[{i}]"), "is no e-mail address");
        }

        return problems.ToValueList();

        void Check(bool isRight, string field, string what)
        {
            if (!isRight)
            {
                problems.Add(new(CustomerErrors.BadBillingInformation, $"{field} {what}.", field));
            }
        }
    }

    // the mail server has the last word: this finds a name or a phone number in the wrong field
    private static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && text.AsSpan().IndexOfAny(" \t,;") < 0;
    }
}
