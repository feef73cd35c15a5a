namespace Psa.SalesItems;

/// <summary>What can happen to a sales item.</summary>
public enum SalesItemAction
{
    /// <summary>The customer's billing information is complete now.</summary>
    Complete,

    /// <summary>Put it on a draft invoice.</summary>
    Invoice,

    /// <summary>The draft invoice was removed or its run rolled back.</summary>
    Return,

    /// <summary>Fully credited by a credit note.</summary>
    Credit,

    /// <summary>Decide not to bill it.</summary>
    Cancel,

    /// <summary>Withdraw it with the run that made it.</summary>
    Withdraw,
}
