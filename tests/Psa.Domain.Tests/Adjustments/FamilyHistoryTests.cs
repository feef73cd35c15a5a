using static Psa.Domain.Tests.Adjustments.FamilyStepKind;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>Histories of a family after each of which all of what was performed is borne and nothing else, though little room is left for the last credit.</summary>
public sealed class FamilyHistoryTests
{
    [Fact]
    public async Task What_is_charged_back_of_one_tax_code_leaves_more_for_another()
    {
        await PlayAsync(true, (ChangeQuantity, 77, 32670), (ChangeQuantity, 219, 14509));
    }

    [Fact]
    public async Task What_is_charged_back_is_credited_of_another_invoice_first()
    {
        await PlayAsync(false, (Credit, 51, 18915), (ChangeQuantity, 118, 22010), (ChangeQuantity, 233, 2172));
    }

    [Fact]
    public async Task Cents_of_one_tax_code_do_not_keep_another_from_being_credited()
    {
        var play = await PlayAsync(true, (ChangeQuantity, 11, 16378), (Bill, 89, 10951), (ChangeQuantity, 181, 5749), (ChangeQuantity, 127, 55613), (ChangeQuantity, 123, 47520), (Bill, 40, 29290), (Adjust, 3, 9178));
        Assert.Equal(0m, play.Left);
    }

    [Fact]
    public async Task What_is_given_back_of_one_charge_of_a_credit_note_leaves_its_others()
    {
        await PlayAsync(false, (Bill, 107, 59725), (ChangeQuantity, 160, 9265), (ChangeQuantity, 1, 52845), (ChangeQuantity, 208, 44332));
    }

    [Fact]
    public async Task What_is_given_back_again_is_of_the_same_tax_code()
    {
        await PlayAsync(false, (Bill, 77, 59312), (ChangeQuantity, 44, 4359), (ChangeQuantity, 170, 47577), (Bill, 60, 18216), (ChangeQuantity, 4, 51617), (AdjustAll, 208, 25399), (Bill, 171, 57684), (ChangeQuantity, 4, 38167), (Bill, 55, 21640), (AdjustAll, 214, 42062));
    }

    [Fact]
    public async Task Corrections_in_the_way_of_one_another_are_charged_back_together()
    {
        await PlayAsync(false, (ChangeQuantity, 195, 44528), (Bill, 42, 15200), (ChangeQuantity, 138, 10626), (ChangeQuantity, 247, 5807));
    }

    [Fact]
    public async Task A_correction_with_lines_of_both_signs_is_charged_back_as_a_whole()
    {
        await PlayAsync(false, (Bill, 29, 10408), (ChangeQuantity, 44, 48984), (ChangeQuantity, 129, 28053), (ChangeQuantity, 72, 1322));
    }

    [Fact]
    public async Task A_correction_that_leaves_its_tax_group_below_zero_is_charged_back_as_a_whole()
    {
        await PlayAsync(true, (Bill, 197, 11617), (Adjust, 187, 58885), (ChangeQuantity, 12, 44150), (IssueLate, 199, 9212), (ChangeQuantity, 8, 54325), (Perform, 42, 6964));
    }

    [Fact]
    public async Task A_draft_of_what_a_run_gave_back_meanwhile_makes_no_room()
    {
        await PlayAsync(true, (ChangeQuantity, 106, 30900), (Adjust, 69, 16370), (Bill, 254, 55830), (AdjustAll, 96, 36675));
    }

    [Fact]
    public async Task A_line_of_prices_with_tax_is_credited_up_to_what_it_has_left_with_tax()
    {
        await PlayAsync(true, (ChangeQuantity, 116, 34266));
    }

    [Fact]
    public async Task No_note_is_made_of_cents_that_it_can_not_take() => Assert.Equal(0.01m, (await PlayAsync(true, (ChangeQuantity, 245, 50593), (Bill, 201, 19314), (ChangeQuantity, 90, 43725))).Left);

    [Fact]
    public async Task A_cent_of_tax_that_notes_by_hand_left_of_another_line_is_credited() => Assert.Equal(0m, (await PlayAsync(true, (Credit, 32, 19995), (Credit, 246, 32325))).Left);

    [Fact]
    public async Task A_cent_that_a_period_lacks_does_not_keep_its_correction_from_being_charged_back()
    {
        await PlayAsync(true, (Credit, 86, 12100), (ChangeQuantity, 238, 53004));
    }

    [Fact]
    public async Task A_document_is_credited_to_the_cent_with_the_tax_of_its_note()
    {
        await PlayAsync(false, (ChangeQuantity, 213, 42004), (ChangeQuantity, 243, 17550));
    }

    [Fact]
    public async Task What_was_charged_for_one_customer_is_not_credited_for_another()
    {
        await PlayAsync(false, (Perform, 121, 38231), (Adjust, 234, 850), (Retract, 192, 11452));
    }

    [Fact]
    public async Task What_was_credited_of_anothers_lines_is_left_of_ones_own_though_what_compared_them_is_canceled()
    {
        await PlayAsync(true, (Perform, 191, 43469), (AdjustAll, 132, 46135), (Retract, 96, 17972), (AdjustAll, 66, 14016), (Cancel, 162, 43810));
    }

    [Fact]
    public async Task What_one_owes_of_another_is_charged_first()
    {
        await PlayAsync(false, (ChangeQuantity, 203, 13104), (Bill, 167, 55035), (Adjust, 54, 19164), (Adjust, 97, 35707));
    }

    [Fact]
    public async Task A_deleted_draft_offers_what_it_exchanged_of_the_very_line()
    {
        await PlayAsync(false, (ChangeQuantity, 179, 40326), (Bill, 62, 51722), (AdjustAll, 153, 30094), (DeleteDraft, 28, 4745));
    }

    [Fact]
    public async Task What_was_rounded_before_needs_no_credit()
    {
        var play = await PlayAsync(false, (Perform, 77, 50107), (AdjustAll, 126, 36035), (Perform, 139, 15548), (Retract, 226, 40591), (AdjustAll, 144, 14676), (Retract, 10, 29425));
        Assert.Equal(1, play.Rounded);
    }

    [Fact]
    public async Task A_document_taxed_line_by_line_is_credited_to_the_cent_with_the_taxes_of_its_note()
    {
        await PlayAsync(false, true, (Bill, 39, 39911), (ChangeQuantity, 237, 49938), (ChangeQuantity, 32, 59171));
    }

    [Fact]
    public async Task Lines_of_prices_with_tax_are_credited_up_to_what_their_tax_group_has_left()
    {
        await PlayAsync(true, true, (ChangeQuantity, 143, 11538), (Perform, 176, 7189), (ChangeQuantity, 193, 5312));
    }

    [Fact]
    public async Task A_correction_that_is_credited_as_a_sum_is_credited_line_by_line_where_its_taxes_need_it()
    {
        await PlayAsync(false, true, (ChangeQuantity, 223, 10914), (ChangeQuantity, 23, 31715));
    }

    [Fact]
    public async Task A_cent_of_a_correction_is_credited_with_its_lines_below_zero()
    {
        await PlayAsync(false, true, (MovePayer, 9, 50485), (ChangeQuantity, 173, 13520), (ChangeQuantity, 13, 56621));
    }

    [Fact]
    public async Task Two_invoices_that_are_charged_back_for_one_another_have_notes_apart()
    {
        await PlayAsync(true, false, (Credit, 136, 1805), (ChangeQuantity, 156, 50928), (Credit, 61, 7985), (Bill, 224, 7408), (ChangeQuantity, 18, 36253), (ChangeQuantity, 36, 5654));
    }

    [Fact]
    public async Task What_a_period_does_not_bear_any_more_is_credited_of_its_customers_other_lines()
    {
        await PlayAsync(false, (Bill, 137, 14444), (ChangeQuantity, 113, 13643), (ChangeQuantity, 117, 6912), (Bill, 8, 17355), (ChangeQuantity, 8, 10051), (AdjustAll, 46, 29439), (ChangeQuantity, 136, 682));
    }

    [Fact]
    public async Task An_adjustment_whose_notes_count_on_one_another_is_canceled()
    {
        await PlayAsync(true, true, (Bill, 249, 16284), (ChangeQuantity, 185, 57039), (ChangeQuantity, 250, 42059), (Bill, 196, 27705), (ChangeQuantity, 85, 607), (ChangeQuantity, 127, 18590), (Bill, 19, 3793), (AdjustAll, 66, 54167), (Cancel, 149, 7349));
    }

    private static Task<FamilyPlay> PlayAsync(bool isInclusive, params (FamilyStepKind Kind, int Which, int Value)[] steps) => PlayAsync(isInclusive, false, steps);

    private static async Task<FamilyPlay> PlayAsync(bool isInclusive, bool isPerLine, params (FamilyStepKind Kind, int Which, int Value)[] steps)
    {
        var play = await FamilyPlay.OpenAsync(isInclusive, isPerLine);
        foreach (var (kind, which, value) in steps)
        {
            await play.TakeAsync(kind, which, value);
        }

        await play.CloseAsync();
        await Recomputation.HoldAsync(play.Desk.World);
        return play;
    }
}
