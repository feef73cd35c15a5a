namespace Psa.Documents;

/// <summary>A seller or buyer: of a draft as they are stored now, of an issued document as they were when it was issued. Later changes of the master data don't reach that one.</summary>
public sealed record Party
{
    /// <summary>Gets the right legal name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the number: the customer's debtor code; <see langword="null"/> for a seller.</summary>
    public string? Number { get; init; }

    /// <summary>Gets the customer's id in the accounting or another external system; <see langword="null"/> for a seller.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Gets the VAT or sales-tax number.</summary>
    public string? VatNumber { get; init; }

    /// <summary>Gets the number in the trade register.</summary>
    public string? RegistrationNumber { get; init; }

    /// <summary>Gets the address.</summary>
    public Address? Address { get; init; }

    /// <summary>Gets the e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Gets the telephone number.</summary>
    public string? Phone { get; init; }

    /// <summary>Gets the bank account.</summary>
    public string? BankAccount { get; init; }

    /// <summary>Gets the bank's BIC.</summary>
    public string? BankIdentifier { get; init; }

    /// <summary>Gets the electronic address.</summary>
    public ElectronicAddress? ElectronicAddress { get; init; }
}
